using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Breadcrumb;
using Lippe.Netzwerk.Features.Components.Difference;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>The document whose versions are shown.</summary>
/// <param name="MayWrite">Whether the viewer may restore.</param>
public sealed record RevisedDocument(Document Document, bool MayWrite)
{
    public Guid Id => Document.Id;

    public DocumentKind Kind => Document.Kind;

    public string Title => Document.Title;

    /// <summary>Number of the newest version.</summary>
    public long Version => Document.Version;

    public string Path => Document.Address();

    /// <summary>The way to the document, itself included.</summary>
    public IReadOnlyList<Crumb> Trail => [new(Kind.Plural(), Kind.ListAddress()), new(Title, Path)];

    public IReadOnlyList<Crumb> TrailToVersions => [.. Trail, new("Versionen", $"{Path}/versionen")];
}

/// <summary>One version in the list.</summary>
/// <param name="Author">Null for an import.</param>
/// <param name="IsRemoved">Whether its content was taken out for good.</param>
public sealed record RevisionRow(long Number, DateTimeOffset At, string? Author, string Note, bool IsRemoved);

/// <summary>The versions of a document that the viewer may see, newest first.</summary>
/// <param name="MayRemove">Whether the viewer may take out the content of old ones.</param>
public sealed record RevisionListPage(RevisedDocument Document, IReadOnlyList<RevisionRow> Rows, bool MayRemove)
{
    public const int MostRows = 500;

    /// <summary>Whether some were meant for others only.</summary>
    public bool HasGaps => Rows.Count < Math.Min(Document.Version, MostRows);

    /// <summary>The next older version whose content one can compare with; null when there is none.</summary>
    public RevisionRow? Before(RevisionRow row) =>
        Rows.FirstOrDefault(other => other.Number < row.Number && !other.IsRemoved);
}

/// <summary>One version with its text.</summary>
/// <param name="Author">Null for an import.</param>
public sealed record RevisionText(Revision Revision, string? Author)
{
    public long Number => Revision.Number;

    public DateTimeOffset At => Revision.At;

    public string Source => Revision.Source;

    public bool IsRemoved => Revision.IsRemoved;
}

/// <summary>An old version as it looked.</summary>
public sealed record RevisionPage(RevisedDocument Document, RevisionText Revision, Draft Draft);

/// <summary>The question before a version is brought back.</summary>
/// <param name="Before">Who could read the version.</param>
/// <param name="Now">Who reads the document now, and so the version then.</param>
public sealed record RestorationPage(RevisedDocument Document, int Number, string Before, string Now);

/// <summary>What is left of a version whose content was taken out.</summary>
/// <param name="Remover">Who took it out; null for a command.</param>
public sealed record RemovedRevisionPage(RevisedDocument Document, Removal Removal, string? Remover);

/// <summary>Two versions compared, the older one first.</summary>
public sealed record ComparisonPage(
    RevisedDocument Document, RevisionText Before, RevisionText After, TextDiff Difference, bool SideBySide);
