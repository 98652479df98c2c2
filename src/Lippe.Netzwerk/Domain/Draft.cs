namespace Lippe.Netzwerk.Domain;

/// <summary>Everything about a document that a person edits, before it becomes a revision.</summary>
public record Draft
{
    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>Markdown with line feeds only.</summary>
    public string Body { get; init; } = "";

    public IReadOnlyList<string> Topics { get; init; } = [];

    public required Guid MunicipalityId { get; init; }

    /// <summary>The municipality it is about, where somebody else shares it; null for none.</summary>
    public Guid? ConcernsId { get => field == MunicipalityId ? null : field; init; }

    public Guid? ResponsibleId { get; init; }

    public DocumentState State { get; init; } = DocumentState.Draft;

    public Visibility Visibility { get; init; } = Visibility.Network;

    /// <summary>The day the content was last confirmed as correct.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>The day by which somebody should look at it again.</summary>
    public DateOnly? ReviewDue { get; init; }

    /// <summary>Facts of the document's own kind; null leaves them empty.</summary>
    public object? Facts { get; init; }

    /// <summary>Whether it has what readers need first; a document that is published has it.</summary>
    public bool IsComplete =>
        Summary.Length > 0 && Body.Length > 0 && Facts is not MinutesFacts { Date: null };

    /// <summary>The same content, confirmed as right on a day; asked again in a year.</summary>
    public Draft Reviewed(DateOnly today) => this with { ReviewedOn = today, ReviewDue = today.AddYears(1) };

    /// <summary>The same content, shared from now on by the municipality it is about.</summary>
    /// <param name="by">Who takes it over; they answer for it where nobody does.</param>
    public Draft TakenOver(Guid by) => this with
    {
        MunicipalityId = ConcernsId ?? MunicipalityId,
        ConcernsId = null,
        ResponsibleId = ResponsibleId ?? by,
    };

    /// <summary>Keys of an imported file that the hub does not know, as YAML; kept and exported again.</summary>
    public string UnknownKeys { get; init; } = "";
}
