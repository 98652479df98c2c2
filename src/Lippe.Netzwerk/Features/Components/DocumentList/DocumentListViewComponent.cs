using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.DocumentList;

/// <summary>A list of documents one can scan: kind, title, summary, who shared it, topics, date.</summary>
public sealed class DocumentListViewComponent(IQuerySession session, NetworkDirectory network, TimeProvider clock)
    : ViewComponent
{
    /// <param name="rows">What to show, in this order.</param>
    /// <param name="headingLevel">2 or 3, one below the section's own heading.</param>
    /// <param name="oneKind">Whether the section says the kind already.</param>
    public async Task<IViewComponentResult> InvokeAsync(
        IReadOnlyList<DocumentRow> rows, int headingLevel = 2, bool oneKind = false)
    {
        var topicNames = await network.TopicNamesAsync(HttpContext.RequestAborted);
        var running = await RunningAsync(rows, HttpContext.RequestAborted);
        return View(new DocumentListModel(rows, topicNames, running, headingLevel, oneKind));
    }

    private async Task<IReadOnlyDictionary<Guid, int>> RunningAsync(
        IReadOnlyList<DocumentRow> rows, CancellationToken cancellation)
    {
        Guid[] projects = [.. rows.Where(row => row.Kind == DocumentKind.Project).Select(row => row.Id)];
        if (projects.Length == 0)
            return new Dictionary<Guid, int>();
        var running = await session.Query<Adoption>().RunningOn(clock.Today())
            .Where(adoption => adoption.ProjectId.IsOneOf(projects))
            .GroupBy(adoption => adoption.ProjectId)
            .Select(group => new { ProjectId = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        return running.ToDictionary(group => group.ProjectId, group => group.Count);
    }
}

/// <summary>Rows with the names of their topics by key.</summary>
/// <param name="Running">In how many municipalities a project runs, by its id.</param>
public sealed record DocumentListModel(
    IReadOnlyList<DocumentRow> Rows,
    IReadOnlyDictionary<string, string> TopicNames,
    IReadOnlyDictionary<Guid, int> Running,
    int HeadingLevel,
    bool OneKind)
{
    /// <summary>Whether a row needs its line of badges.</summary>
    public bool HasBadges(DocumentRow row) =>
        !OneKind || row.State != DocumentState.Published || row.Visibility != Visibility.Public;
}
