using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document a digest may tell about.</summary>
public sealed record NewsItem : IHasAudience
{
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Municipality { get; init; }

    public required string MunicipalitySlug { get; init; }

    public required Guid? ConcernsId { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required Guid? ResponsibleId { get; init; }

    /// <summary>When it became news.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Substantial changes within the window that was read, oldest first.</summary>
    public required IReadOnlyList<NewsChange> Changes { get; init; }

    /// <summary>Published within the reader's window; else changed within it.</summary>
    public bool IsNew { get; private init; }

    /// <summary>What is told, so that it is told once.</summary>
    public string Key { get; private init; } = "";

    /// <summary>
    /// What the author noted about the change; empty for a new document, and for whom the note was not meant.
    /// </summary>
    public string Note { get; private init; } = "";

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => Kind.AddressOf(Slug);

    /// <summary>One honest sentence: what the author noted about a change, else what the document is about.</summary>
    public string Sentence() => Note.Length > 0 ? $"Geändert: {Note}" : Summary;

    /// <summary>The line below an item, for example "Neuer Leitfaden · Lage".</summary>
    public string Facts() => (IsNew, Kind) switch
    {
        (true, DocumentKind.Guide) => $"Neuer Leitfaden · {Municipality}",
        (true, _) => $"Neues {Kind.Singular()} · {Municipality}",
        (false, DocumentKind.Guide) => $"Geänderter Leitfaden · {Municipality}",
        (false, _) => $"Geändertes {Kind.Singular()} · {Municipality}",
    };

    /// <summary>
    /// Reads what is published now and became so, or was substantially revised since, within the window; last changed
    /// first.
    /// </summary>
    public static async Task<IReadOnlyList<NewsItem>> ReadAsync(
        IQuerySession session, NetworkDirectory network, DigestWindow window, CancellationToken cancellation)
    {
        var batch = session.CreateBatchQuery();
        // Whatever happened since the window began was a save.
        var documents = batch.Query<Document>()
            .Where(d => d.State == DocumentState.Published)
            .Where(d => d.ChangedAt >= window.From && d.PublishedAt < window.Until)
            .ToList();
        var revisions = batch.Query<Revision>()
            .Where(r => r.IsSubstantial && r.Number > 1 && r.At >= window.From && r.At < window.Until)
            .Select(r => new
            {
                r.DocumentId,
                r.Number,
                r.At,
                r.Note,
                r.State,
                r.Visibility,
                r.MunicipalityId,
                r.ResponsibleId,
            })
            .ToList();
        await batch.Execute(cancellation);

        var changes = (await revisions).OrderBy(r => r.Number)
            .ToLookup(r => r.DocumentId, r => new NewsChange(
                r.Number, r.At, r.Note, r.State, r.Visibility, r.MunicipalityId, r.ResponsibleId));
        var items = new List<NewsItem>();
        foreach (var document in (await documents).OrderByDescending(d => d.ChangedAt).ThenBy(d => d.Id))
        {
            var municipality = await network.MunicipalityAsync(document.MunicipalityId, cancellation);
            items.Add(Of(document, municipality, [.. changes[document.Id]]));
        }

        return [.. items.Where(item => item.Told(window) is not null)];
    }

    /// <summary>The item as it is told about a window, without a note; null when nothing happened in it.</summary>
    public NewsItem? Told(DigestWindow window)
    {
        if (Since >= window.Until)
            return null;
        if (Since >= window.From)
            return this with { IsNew = true, Key = $"{Id:N}" };
        return ChangeIn(window) is { } change ? this with { Key = $"{Id:N}:{change.Number}" } : null;
    }

    /// <summary>The same with the author's note, for a reader whom it was meant for.</summary>
    public NewsItem? Told(DigestWindow window, Viewer reader) =>
        Told(window) is { IsNew: false } changed
            ? changed with { Note = ChangeIn(window)!.NoteFor(reader) }
            : Told(window);

    private NewsChange? ChangeIn(DigestWindow window) =>
        Changes.LastOrDefault(change => change.At >= window.From && change.At < window.Until);

    private static NewsItem Of(Document document, Municipality municipality, IReadOnlyList<NewsChange> changes) => new()
    {
        Id = document.Id,
        Kind = document.Kind,
        Slug = document.Slug,
        Title = document.Title,
        Summary = document.Summary,
        MunicipalityId = municipality.Id,
        Municipality = municipality.Name,
        MunicipalitySlug = municipality.Slug,
        ConcernsId = document.ConcernsId,
        Topics = document.Topics,
        State = document.State,
        Visibility = document.Visibility,
        ResponsibleId = document.ResponsibleId,
        // An imported document is news from the day it came, whatever day it was first published elsewhere.
        Since = document.PublishedAt > document.CreatedAt ? document.PublishedAt.Value : document.CreatedAt,
        Changes = changes,
    };
}

/// <summary>A substantial change, for those its version was written for.</summary>
public sealed record NewsChange(
    long Number, DateTimeOffset At, string Note,
    DocumentState State, Visibility Visibility, Guid MunicipalityId, Guid? ResponsibleId) : IHasAudience
{
    /// <summary>The author's note, which speaks to members; empty for visitors.</summary>
    public string NoteFor(Viewer reader) => reader.IsSignedIn && reader.MaySee(this) ? Note : "";
}
