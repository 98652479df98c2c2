using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

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

    /// <summary>What a member is asked about the document.</summary>
    public string Request() => $"Sie sind verantwortlich; die Prüfung war für den {Due.LongDay()} vorgesehen.";

    /// <summary>Reads what is due by a day, longest due first.</summary>
    public static async Task<IReadOnlyList<ReviewItem>> ReadAsync(HubDbContext db, DateOnly day, CancellationToken cancellation) => await db.Documents.AsNoTracking()
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
}
