using Lippe.Netzwerk.Data;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.DocumentList;

/// <summary>A list of documents one can scan: kind, title, summary, who shared it, topics, date.</summary>
public sealed class DocumentListViewComponent(NetworkDirectory network) : ViewComponent
{
    /// <summary>Shows the rows; <paramref name="headingLevel"/> fits them below the section's heading.</summary>
    public async Task<IViewComponentResult> InvokeAsync(IReadOnlyList<DocumentRow> rows, int headingLevel = 2) =>
        View(new DocumentListModel(rows, await network.TopicNamesAsync(HttpContext.RequestAborted), headingLevel));
}

/// <summary>Rows with the names of their topics by key.</summary>
public sealed record DocumentListModel(IReadOnlyList<DocumentRow> Rows, IReadOnlyDictionary<string, string> TopicNames, int HeadingLevel);
