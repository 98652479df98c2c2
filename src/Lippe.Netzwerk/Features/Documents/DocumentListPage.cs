using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>A page of a kind's documents.</summary>
/// <param name="Total">How many documents fit the filter, on all pages.</param>
public sealed record DocumentListPage(
    DocumentKind Kind, DocumentFilter Filter, IReadOnlyList<DocumentRow> Rows, int Total,
    IReadOnlyList<Topic> Topics, IReadOnlyList<Municipality> Municipalities)
{
    /// <summary>The filters in use, in words.</summary>
    public IReadOnlyList<string> Filters =>
    [
        .. new[]
        {
            Topics.FirstOrDefault(topic => topic.Id == Filter.Topic)?.Name,
            NameOf(Filter.Municipality),
            NameOf(Filter.Concerns) is { } concerned ? $"betrifft {concerned}" : null,
            Words.StateOfKey(Filter.State)?.Word(),
        }.OfType<string>(),
    ];

    /// <summary>What tells this page from others.</summary>
    public string Title =>
        string.Join(", ", [Kind.Plural(), .. Filters]) + (Filter.Number > 1 ? $", Seite {Filter.Number}" : "");

    private string? NameOf(string? slug) =>
        Municipalities.FirstOrDefault(municipality => municipality.Slug == slug)?.Name;
}
