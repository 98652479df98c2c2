namespace Lippe.Netzwerk.Domain;

/// <summary>Something the network shares: a guide, a project or minutes.</summary>
public abstract class Document : IHasAudience
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The name in the address; unique within its kind, never changed.</summary>
    public required string Slug { get; init; }

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string Html { get; private set; } = "";

    public List<Heading> Contents { get; private set; } = [];

    public List<string> Topics { get; private set; } = [];

    public Guid MunicipalityId { get; private set; }

    public Municipality? Municipality { get; private set; }

    public Guid? ResponsibleId { get; private set; }

    public Member? Responsible { get; private set; }

    public DocumentState State { get; private set; }

    public Visibility Visibility { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    public DateOnly? ReviewDue { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When it was published first; never reset.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Number of the newest revision, from 1; a save must name the one it started from.</summary>
    public int Version { get; private set; }

    public string UnknownKeys { get; private set; } = "";

    public abstract DocumentKind Kind { get; }

    /// <summary>A new, still empty document of a kind; its first revision fills it.</summary>
    public static Document Create(DocumentKind kind, string slug) => kind switch
    {
        DocumentKind.Guide => new Guide { Slug = slug },
        DocumentKind.Project => new Project { Slug = slug },
        _ => new Minutes { Slug = slug },
    };

    public bool IsPublished => State == DocumentState.Published;

    /// <summary>Whether the review date has passed.</summary>
    public bool IsReviewOverdue(DateOnly today) => ReviewDue < today;

    /// <summary>What a person edits, as it stands now.</summary>
    public Draft ToDraft() => new()
    {
        Title = Title,
        Summary = Summary,
        Body = Body,
        Topics = [.. Topics],
        MunicipalityId = MunicipalityId,
        ResponsibleId = ResponsibleId,
        State = State,
        Visibility = Visibility,
        ReviewedOn = ReviewedOn,
        ReviewDue = ReviewDue,
        Facts = CopyFacts(),
        UnknownKeys = UnknownKeys,
    };

    /// <summary>The same content, confirmed as right on a day; asked again in a year.</summary>
    public Draft ReviewedDraft(DateOnly today) => ToDraft() with { ReviewedOn = today, ReviewDue = today.AddYears(1) };

    /// <summary>Takes over a draft as the next version.</summary>
    /// <param name="draft">The new content; its state may differ from the present one.</param>
    /// <param name="rendering">The body of <paramref name="draft"/>, rendered.</param>
    /// <param name="at">The moment of the save.</param>
    public void Revise(Draft draft, Rendering rendering, DateTimeOffset at)
    {
        Title = draft.Title;
        Summary = draft.Summary;
        Body = draft.Body;
        Html = rendering.Html;
        Contents = [.. rendering.Contents];
        Topics = [.. draft.Topics];
        MunicipalityId = draft.MunicipalityId;
        ResponsibleId = draft.ResponsibleId;
        State = draft.State;
        Visibility = draft.Visibility;
        ReviewedOn = draft.ReviewedOn;
        ReviewDue = draft.ReviewDue;
        UnknownKeys = draft.UnknownKeys;
        TakeFacts(draft.Facts);
        CreatedAt = Version == 0 ? at : CreatedAt;
        ChangedAt = at;
        PublishedAt ??= IsPublished ? at : null;
        Version++;
    }

    /// <summary>Sets the day of first publication, where an imported file names it.</summary>
    public void WasPublishedOn(DateTimeOffset at) => PublishedAt = at;

    private protected abstract object CopyFacts();

    private protected abstract void TakeFacts(object? facts);
}
