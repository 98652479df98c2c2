using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Components.DocumentList;

/// <summary>One document in a list.</summary>
public sealed record DocumentRow
{
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Municipality { get; init; }

    public required string MunicipalitySlug { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The day of the meeting, for minutes.</summary>
    public DateOnly? MeetingOn { get; init; }

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => $"/{Kind.Path()}/{Slug}";
}

/// <summary>Reads rows straight from the database.</summary>
public static class DocumentRows
{
    /// <summary>Turns documents, already restricted to the viewer, into rows.</summary>
    public static IQueryable<DocumentRow> SelectRows(this IQueryable<Document> documents) => documents.Select(d => new DocumentRow
    {
        Id = d.Id,
        Kind = d is Guide ? DocumentKind.Guide : d is Project ? DocumentKind.Project : DocumentKind.Minutes,
        Slug = d.Slug,
        Title = d.Title,
        Summary = d.Summary,
        Municipality = d.Municipality!.Name,
        MunicipalitySlug = d.Municipality!.Slug,
        Topics = d.Topics,
        State = d.State,
        Visibility = d.Visibility,
        PublishedAt = d.PublishedAt,
        ChangedAt = d.ChangedAt,
        MeetingOn = ((Minutes)d).Facts.Date,
    });
}
