using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of new and changed documents: read once, told to each reader as far as they may see it and asked for it.</summary>
public sealed class DigestNews
{
    private readonly IReadOnlyList<NewsItem> _items;

    private DigestNews(IReadOnlyList<NewsItem> items) => _items = items;

    /// <summary>All of them, last changed first.</summary>
    public IReadOnlyList<NewsItem> Items => _items;

    /// <summary>Reads what is published now and became so, or was substantially revised since, within the window.</summary>
    public static async Task<DigestNews> ReadAsync(HubDbContext db, DigestWindow window, CancellationToken cancellation)
    {
        var items = await db.Documents.AsNoTracking()
            .Where(d => d.State == DocumentState.Published && d.PublishedAt != null)
            // An imported document is news from the day it came, whatever day it was first published elsewhere.
            .Select(d => new { Document = d, Since = d.PublishedAt > d.CreatedAt ? d.PublishedAt.Value : d.CreatedAt })
            .Where(d => d.Since < window.Until && (d.Since >= window.From || db.Revisions.Any(r =>
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
                Changes = db.Revisions
                    .Where(r => r.DocumentId == d.Document.Id && r.Number > 1 && r.IsSubstantial && r.At >= window.From && r.At < window.Until)
                    .OrderBy(r => r.Number)
                    .Select(r => new NewsChange(r.Number, r.At, r.Note)).ToList(),
            })
            .ToListAsync(cancellation);
        return new DigestNews([.. items.OrderByDescending(item => item.ChangedAt).ThenBy(item => item.Id)]);
    }

    /// <summary>The sections for one reader, most personal first, absent when empty; new before changed, each item once.</summary>
    /// <param name="reader">Whose digest it is.</param>
    /// <param name="window">The reader's own, within the one that was read.</param>
    /// <param name="digest">The issue whose order counts; null for a digest that is no issue.</param>
    /// <param name="told">Keys of items the reader knows from earlier digests.</param>
    /// <param name="limit">How many items at most; the rest is only counted.</param>
    public (IReadOnlyList<DigestSection> Sections, int More) For(DigestReader reader, DigestWindow window, Digest? digest, IReadOnlySet<string> told, int limit)
    {
        var pinned = new List<NewsItem>();
        var places = new List<NewsItem>?[2 * DigestReader.Places];
        var count = 0;
        foreach (var item in _items)
        {
            // The rule of VisibleTo, without a query made anew for each of thousands of readers.
            var pick = digest?.PickOf(item.Id) ?? DigestPick.None;
            if (pick == DigestPick.Hidden || !reader.Viewer.MaySee(item) || !(reader.Wants(item) || pick == DigestPick.Pinned)
                || item.Told(window) is not { } news || told.Contains(news.Key))
                continue;
            count++;
            if (pick == DigestPick.Pinned)
            {
                pinned.Add(news);
                continue;
            }

            var place = places[(2 * (int)reader.Nearness(item)) + (news.IsNew ? 0 : 1)] ??= [];
            if (place.Count < limit)
                place.Add(news);
        }

        var first = pinned.OrderBy(item => digest!.Pinned.IndexOf(item.Id)).Take(limit).ToList();
        var ranked = places.SelectMany(place => place ?? []).Take(limit - first.Count).ToList();
        var sections = ranked.GroupBy(reader.Nearness)
            .Select(group => new DigestSection(DigestParts.Of(group.Key), reader.Heading(group.Key), [.. group]));
        return ([.. first.Count > 0 ? [new DigestSection(null, "Empfohlen", first)] : Array.Empty<DigestSection>(), .. sections], count - first.Count - ranked.Count);
    }
}
