using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Everything new or changed in a window, read once and told to each reader as far as they may see it.</summary>
public sealed class DigestNews
{
    private readonly IReadOnlyList<NewsItem> _items;

    private DigestNews(IReadOnlyList<NewsItem> items) => _items = items;

    /// <summary>Reads what is published now and became so, or was revised since, within the window.</summary>
    public static async Task<DigestNews> ReadAsync(HubDbContext db, DigestWindow window, CancellationToken cancellation)
    {
        var items = await db.Documents.AsNoTracking()
            .Where(d => d.State == DocumentState.Published && d.PublishedAt != null)
            // An imported document is news from the day it came, whatever day it was first published elsewhere.
            .Select(d => new { Document = d, Since = d.PublishedAt > d.CreatedAt ? d.PublishedAt.Value : d.CreatedAt })
            .Where(d => d.Since < window.Until && (d.Since >= window.From || db.Revisions.Any(r =>
                r.DocumentId == d.Document.Id && r.Number > 1 && r.At >= window.From && r.At < window.Until)))
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
                IsNew = d.Since >= window.From,
                ChangedAt = d.Document.ChangedAt,
            })
            .ToListAsync(cancellation);
        return new DigestNews([.. items.OrderByDescending(item => item.IsNew).ThenByDescending(item => item.ChangedAt).ThenBy(item => item.Id)]);
    }

    /// <summary>The sections for one reader, most personal first, absent when empty; each item once.</summary>
    /// <param name="reader">Whose digest it is.</param>
    /// <param name="limit">How many items at most; the rest is only counted.</param>
    public (IReadOnlyList<DigestSection> Sections, int More) For(DigestReader reader, int limit)
    {
        // The rule of VisibleTo, without a query made anew for each of thousands of readers.
        var visible = _items.Where(reader.Viewer.MaySee).ToList();
        var ranked = visible.OrderBy(reader.Nearness).Take(limit).ToList();
        var sections = ranked.GroupBy(reader.Nearness).Select(group => new DigestSection(reader.Heading(group.Key), [.. group])).ToList();
        return (sections, visible.Count - ranked.Count);
    }
}
