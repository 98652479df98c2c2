using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Sources;

/// <summary>A document as a file: Markdown below YAML front matter with German keys.</summary>
public sealed record SourceFile
{
    /// <summary>Null when neither file nor folder says it.</summary>
    public DocumentKind? Kind { get; init; }

    /// <summary>Empty when the file does not name one.</summary>
    public string MunicipalitySlug { get; init; } = "";

    /// <summary>The municipality it is about; empty for none but the one that shares it.</summary>
    public string ConcernsSlug { get; init; } = "";

    /// <summary>Address of the responsible member; empty for none.</summary>
    public string ResponsibleMail { get; init; } = "";

    /// <summary>Day of first publication, in Berlin.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>Whether the file says no state; its draft has the careful one then.</summary>
    public bool LeavesStateOpen { get; init; }

    /// <summary>Whether the file says no visibility; its draft has the careful one then.</summary>
    public bool LeavesVisibilityOpen { get; init; }

    /// <summary>Keys of the head that mean nothing here; they are kept.</summary>
    public IReadOnlyList<SourceError> NotUnderstood { get; init; } = [];

    /// <summary>The content; its municipalities and responsible member are not resolved yet.</summary>
    public required Draft Draft { get; init; }

    /// <summary>The kind the facts belong to; null when there are none.</summary>
    public DocumentKind? KindOfFacts => Draft.Facts switch
    {
        GuideFacts => DocumentKind.Guide,
        ProjectFacts => DocumentKind.Project,
        MinutesFacts => DocumentKind.Minutes,
        _ => null,
    };

    /// <summary>The content, with a responsible person who is no member kept among the unknown keys.</summary>
    public Draft DraftWithUnknownResponsible => ResponsibleMail.Length == 0
        ? Draft
        : Draft with { UnknownKeys = SourceWriter.Entry(SourceKeys.Responsible, ResponsibleMail) + Draft.UnknownKeys };
}

/// <summary>What is wrong with a file: the line, from 1, and how to mend it in German.</summary>
public sealed record SourceError(int Line, string Reason);
