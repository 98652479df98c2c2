using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of documents whose responsible member is asked whether they still hold.</summary>
public sealed class DigestReviews
{
    private readonly ILookup<Guid, ReviewItem> _items;

    private DigestReviews(ILookup<Guid, ReviewItem> items) => _items = items;

    /// <summary>Reads what is due on a day.</summary>
    public static async Task<DigestReviews> ReadAsync(HubDbContext db, DateOnly day, CancellationToken cancellation)
    {
        var items = await db.Documents.AsNoTracking()
            .Where(d => d.State == DocumentState.Published && d.ResponsibleId != null && d.ReviewDue <= day)
            .OrderBy(d => d.ReviewDue).ThenBy(d => d.Id)
            .Select(d => new ReviewItem
            {
                Id = d.Id,
                ResponsibleId = d.ResponsibleId!.Value,
                Title = d.Title,
                Kind = d is Guide ? DocumentKind.Guide : d is Project ? DocumentKind.Project : DocumentKind.Minutes,
                Slug = d.Slug,
                Due = d.ReviewDue!.Value,
            })
            .ToListAsync(cancellation);
        return new DigestReviews(items.ToLookup(item => item.ResponsibleId));
    }

    /// <summary>What one reader is asked, longest due first; each once.</summary>
    public IReadOnlyList<ReviewItem> For(DigestReader reader, IReadOnlySet<string> told, int limit) =>
        reader.Viewer.MemberId is not { } id || reader.Without.Contains(DigestParts.Reviews)
            ? []
            : [.. _items[id].Where(item => !told.Contains(item.Key)).Take(limit)];
}

/// <summary>A document whose review is due.</summary>
public sealed record ReviewItem
{
    public required Guid Id { get; init; }

    public required Guid ResponsibleId { get; init; }

    public required string Title { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required DateOnly Due { get; init; }

    /// <summary>What is asked, so that it is asked once.</summary>
    public string Key => $"{Id:N}:pruefung:{Due:yyyy-MM-dd}";

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => $"/{Kind.Path()}/{Slug}";
}
