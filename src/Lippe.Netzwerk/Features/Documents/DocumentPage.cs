using System.Linq.Expressions;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>A document as its page shows it.</summary>
public sealed record DocumentPage
{
    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Html { get; init; }

    public required IReadOnlyList<Heading> Contents { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Municipality { get; init; }

    public required string MunicipalitySlug { get; init; }

    public required Guid? ResponsibleId { get; init; }

    public required string? Responsible { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required DateOnly? ReviewedOn { get; init; }

    public required DateOnly? ReviewDue { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required int Version { get; init; }

    public GuideFacts? Guide { get; init; }

    public ProjectFacts? Project { get; init; }

    public MinutesFacts? Minutes { get; init; }

    /// <summary>Whether the viewer may change this document.</summary>
    public bool MayWrite { get; set; }

    public IReadOnlyDictionary<string, string> TopicNames { get; set; } = new Dictionary<string, string>();

    public string Path => $"/{Kind.Path()}/{Slug}";
}

/// <summary>Reads a document's page straight from the database.</summary>
internal static class DocumentPages
{
    // Built once: building an expression of this size anew for every request costs about as much as the view.
    private static readonly Expression<Func<Document, DocumentPage>> Page = d => new DocumentPage
    {
        Kind = d is Guide ? DocumentKind.Guide : d is Project ? DocumentKind.Project : DocumentKind.Minutes,
        Slug = d.Slug,
        Title = d.Title,
        Summary = d.Summary,
        Html = d.Html,
        Contents = d.Contents,
        Topics = d.Topics,
        MunicipalityId = d.MunicipalityId,
        Municipality = d.Municipality!.Name,
        MunicipalitySlug = d.Municipality!.Slug,
        ResponsibleId = d.ResponsibleId,
        Responsible = d.Responsible!.Name,
        State = d.State,
        Visibility = d.Visibility,
        ReviewedOn = d.ReviewedOn,
        ReviewDue = d.ReviewDue,
        ChangedAt = d.ChangedAt,
        PublishedAt = d.PublishedAt,
        Version = d.Version,
        Guide = ((Guide)d).Facts,
        Project = ((Project)d).Facts,
        Minutes = ((Minutes)d).Facts,
    };

    public static IQueryable<DocumentPage> ToPage(this IQueryable<Document> documents) => documents.Select(Page);
}
