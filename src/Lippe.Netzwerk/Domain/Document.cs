using System.Text.Json.Serialization;

namespace Lippe.Netzwerk.Domain;

/// <summary>Something the network shares: a guide, a project or minutes.</summary>
/// <remarks>Holds what lists, rights and filters need; its text is its newest <see cref="Revision"/>.</remarks>
public abstract class Document : IHasAudience, IRecorded, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The name in the address; unique within its kind, never changed.</summary>
    public required string Slug { get; init; }

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>Whether the newest revision says anything below its head.</summary>
    public bool HasText { get; private set; }

    public List<string> Topics { get; private set; } = [];

    public Guid MunicipalityId { get; private set; }

    /// <summary>The municipality it is about, where somebody else shares it; it may take the document over.</summary>
    public Guid? ConcernsId { get; private set; }

    public Guid? ResponsibleId { get; private set; }

    public DocumentState State { get; private set; }

    public Visibility Visibility { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    public DateOnly? ReviewDue { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When it was published first; never reset.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>What lists sort by, newest first: the first publication or, before it, the last change.</summary>
    [JsonInclude]
    public virtual DateTimeOffset ListedAt => PublishedAt ?? ChangedAt;

    /// <summary>Number of the newest revision, from 1; a save must name the one it started from.</summary>
    public long Version { get; private set; }

    public string UnknownKeys { get; private set; } = "";

    [JsonInclude]
    public abstract DocumentKind Kind { get; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Document, Id.ToString());

    /// <summary>A new, still empty document of a kind; its first revision fills it.</summary>
    public static Document Create(DocumentKind kind, string slug) => kind switch
    {
        DocumentKind.Guide => new Guide { Slug = slug },
        DocumentKind.Project => new Project { Slug = slug },
        _ => new Minutes { Slug = slug },
    };

    public bool IsPublished => State == DocumentState.Published;

    /// <summary>Whether none but its writers ever could read it.</summary>
    public bool WasNeverPublished =>
        PublishedAt is null && State is DocumentState.Draft or DocumentState.InReview;

    /// <summary>Whether it has what readers need first; a document that is published has it.</summary>
    public virtual bool IsComplete => Summary.Length > 0 && HasText;

    /// <summary>What a person edits, as it stands now.</summary>
    /// <param name="body">The Markdown of the newest revision.</param>
    public Draft ToDraft(string body) => new()
    {
        Title = Title,
        Summary = Summary,
        Body = body,
        Topics = [.. Topics],
        MunicipalityId = MunicipalityId,
        ConcernsId = ConcernsId,
        ResponsibleId = ResponsibleId,
        State = State,
        Visibility = Visibility,
        ReviewedOn = ReviewedOn,
        ReviewDue = ReviewDue,
        Facts = CopyFacts(),
        UnknownKeys = UnknownKeys,
    };

    /// <summary>Takes over a draft as the next version.</summary>
    /// <param name="draft">The new content; its state may differ from the present one.</param>
    /// <param name="at">The moment of the save.</param>
    public void Revise(Draft draft, DateTimeOffset at)
    {
        Title = draft.Title;
        Summary = draft.Summary;
        HasText = draft.Body.Length > 0;
        Topics = [.. draft.Topics];
        MunicipalityId = draft.MunicipalityId;
        ConcernsId = draft.ConcernsId;
        ResponsibleId = draft.ResponsibleId;
        State = draft.State;
        Visibility = draft.Visibility;
        ReviewedOn = PlausibleDays.Require(draft.ReviewedOn);
        ReviewDue = PlausibleDays.Require(draft.ReviewDue);
        UnknownKeys = draft.UnknownKeys;
        TakeFacts(draft.Facts);
        CreatedAt = CreatedAt == default ? at : CreatedAt;
        ChangedAt = at;
        PublishedAt ??= IsPublished ? at : null;
    }

    /// <summary>Sets the day of first publication, where an imported file names it.</summary>
    public void WasPublishedOn(DateTimeOffset at) => PublishedAt = at;

    private protected abstract object CopyFacts();

    private protected abstract void TakeFacts(object? facts);
}
