using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.DocumentList;

/// <summary>A list of documents one can scan: kind, title, summary, who shared it, topics, date.</summary>
public sealed class DocumentListViewComponent(NetworkDirectory network) : ViewComponent
{
    /// <param name="rows">What to show, in this order.</param>
    /// <param name="headingLevel">2 or 3, one below the section's own heading.</param>
    /// <param name="oneKind">Whether the section says the kind already.</param>
    public async Task<IViewComponentResult> InvokeAsync(
        IReadOnlyList<DocumentRow> rows, int headingLevel = 2, bool oneKind = false)
    {
        var topicNames = await network.TopicNamesAsync(HttpContext.RequestAborted);
        return View(new DocumentListModel(rows, topicNames, headingLevel, oneKind));
    }
}

/// <summary>Rows with the names of their topics by key.</summary>
public sealed record DocumentListModel(
    IReadOnlyList<DocumentRow> Rows, IReadOnlyDictionary<string, string> TopicNames, int HeadingLevel, bool OneKind)
{
    /// <summary>Whether a row needs its line of badges.</summary>
    public bool HasBadges(DocumentRow row) =>
        !OneKind || row.State != DocumentState.Published || row.Visibility != Visibility.Public;
}
