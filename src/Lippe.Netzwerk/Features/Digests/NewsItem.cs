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

    public required IReadOnlyList<string> Topics { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required Guid? ResponsibleId { get; init; }

    /// <summary>When it became news.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Substantial changes within the window that was read, oldest first.</summary>
    public required IReadOnlyList<NewsChange> Changes { get; init; }

    /// <summary>Published within the reader's window; else changed within it.</summary>
    public bool IsNew { get; private init; }

    /// <summary>What is told, so that it is told once.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What the author noted about the change; empty for a new document.</summary>
    public string Note { get; private init; } = "";

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => $"/{Kind.Path()}/{Slug}";

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

    /// <summary>Reads what is published now and became so, or was substantially revised since, within the window; last changed first.</summary>
    public static async Task<IReadOnlyList<NewsItem>> ReadAsync(IDocumentSession session, DigestWindow window, CancellationToken cancellation)
    {
        var items = await session.Query<Document>()
            .Where(d => d.State == DocumentState.Published && d.PublishedAt != null)
            // An imported document is news from the day it came, whatever day it was first published elsewhere.
            .Select(d => new { Document = d, Since = d.PublishedAt > d.CreatedAt ? d.PublishedAt.Value : d.CreatedAt })
            .Where(d => d.Since < window.Until && (d.Since >= window.From || session.Query<Revision>().Any(r =>
                r.DocumentId == d.Document.Id && r.Number > 1 && r.IsSubstantial && r.At >= window.From && r.At < window.Until)))
            .Select(d => new NewsItem
            {
                Id = d.Document.Id,
                Kind = d.Document is Guide ? DocumentKind.Guide : d.Document is Project ? DocumentKind.Project : DocumentKind.Minutes,
                Slug = d.Document.Slug,
                Title = d.Document.Title,
                Summary = d.Document.Summary,
                MunicipalityId = d.Document.MunicipalityId,
                Municipality = d.Document.Municipality!.Name,
                MunicipalitySlug = d.Document.Municipality!.Slug,
                Topics = d.Document.Topics,
                State = d.Document.State,
                Visibility = d.Document.Visibility,
                ResponsibleId = d.Document.ResponsibleId,
                Since = d.Since,
                ChangedAt = d.Document.ChangedAt,
                Changes = session.Query<Revision>()
                    .Where(r => r.DocumentId == d.Document.Id && r.Number > 1 && r.IsSubstantial && r.At >= window.From && r.At < window.Until)
                    .OrderBy(r => r.Number)
                    .Select(r => new NewsChange(r.Number, r.At, r.Note)).ToList(),
            })
            .ToListAsync(cancellation);
        return [.. items.OrderByDescending(item => item.ChangedAt).ThenBy(item => item.Id)];
    }

    /// <summary>The item as it is told about a window; null when nothing happened in it.</summary>
    public NewsItem? Told(DigestWindow window)
    {
        if (Since >= window.Until)
            return null;
        if (Since >= window.From)
            return this with { IsNew = true, Key = $"{Id:N}" };
        return Changes.LastOrDefault(change => change.At >= window.From && change.At < window.Until) is { } change
            ? this with { Key = $"{Id:N}:{change.Number}", Note = change.Note }
            : null;
    }
}

/// <summary>A substantial change.</summary>
public sealed record NewsChange(int Number, DateTimeOffset At, string Note);
