using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>A page of a kind's documents.</summary>
/// <param name="Total">How many documents fit the filter, on all pages.</param>
public sealed record DocumentListPage(
    DocumentKind Kind, DocumentFilter Filter, IReadOnlyList<DocumentRow> Rows, int Total,
    IReadOnlyList<Topic> Topics, IReadOnlyList<Municipality> Municipalities);
