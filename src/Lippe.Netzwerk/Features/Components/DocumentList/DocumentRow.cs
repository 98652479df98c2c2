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

    /// <summary>The municipality it is about, where another one shares it.</summary>
    public Municipality? Concerns { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The day of the meeting, for minutes.</summary>
    public DateOnly? MeetingOn { get; init; }

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => Kind.AddressOf(Slug);
}

/// <summary>Makes rows of documents.</summary>
public static class DocumentRows
{
    /// <summary>Turns documents, already restricted to the viewer, into rows of the same order.</summary>
    /// <param name="documents">What was read.</param>
    /// <param name="municipalities">All of the network.</param>
    public static IReadOnlyList<DocumentRow> SelectRows(
        this IEnumerable<Document> documents, IReadOnlyList<Municipality> municipalities)
    {
        var owners = municipalities.ToDictionary(municipality => municipality.Id);
        return [.. documents.Select(document => RowOf(document, owners))];
    }

    private static DocumentRow RowOf(Document document, Dictionary<Guid, Municipality> municipalities)
    {
        var owner = municipalities[document.MunicipalityId];
        return new DocumentRow
        {
            Id = document.Id,
            Kind = document.Kind,
            Slug = document.Slug,
            Title = document.Title,
            Summary = document.Summary,
            Municipality = owner.Name,
            MunicipalitySlug = owner.Slug,
            Concerns = document.ConcernsId is { } concerned ? municipalities[concerned] : null,
            Topics = document.Topics,
            State = document.State,
            Visibility = document.Visibility,
            PublishedAt = document.PublishedAt,
            ChangedAt = document.ChangedAt,
            MeetingOn = (document as Minutes)?.Facts.Date,
        };
    }
}
