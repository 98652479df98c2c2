using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Home;

/// <summary>The start page: what this is, what is new, where to look.</summary>
[AllowAnonymous]
public sealed class HomeController(IDocumentSession session, NetworkDirectory network, TimeProvider clock)
    : HubController
{
    private const int ProjectCards = 3;
    private const int GuideRows = 4;
    private const int MinutesRows = 3;

    private IQueryable<Document> Published =>
        session.Query<Document>().VisibleTo(Viewer).Where(d => d.State == DocumentState.Published);

    [HttpGet("/")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return View(new HomePage
        {
            Projects = Cards(await NewestAsync(DocumentKind.Project, ProjectCards, cancellation), municipalities),
            Guides = (await NewestAsync(DocumentKind.Guide, GuideRows, cancellation)).SelectRows(municipalities),
            Minutes = (await NewestAsync(DocumentKind.Minutes, MinutesRows, cancellation)).SelectRows(municipalities),
            Topics = await network.TopicsAsync(cancellation),
            Municipalities = municipalities,
            Counts = await HomeCounts.LoadAsync(session, Published, cancellation),
            Own = await OwnCornerAsync(municipalities, cancellation),
        });
    }

    private Task<IReadOnlyList<Document>> NewestAsync(DocumentKind kind, int count, CancellationToken cancellation) =>
        Published.Where(d => d.Kind == kind)
            .OrderByDescending(d => d.ListedAt).ThenByDescending(d => d.Id)
            .Take(count)
            .ToListAsync(cancellation);

    private static IReadOnlyList<ProjectCard> Cards(
        IEnumerable<Document> projects, IReadOnlyList<Municipality> municipalities) =>
        [
            .. projects.Cast<Project>()
                .Select(p => new ProjectCard(p, municipalities.Single(m => m.Id == p.MunicipalityId))),
        ];

    private async Task<OwnCorner?> OwnCornerAsync(
        IReadOnlyList<Municipality> municipalities, CancellationToken cancellation)
    {
        if (municipalities.SingleOrDefault(m => m.Id == Viewer.MunicipalityId) is not { } own)
            return null;

        var soon = clock.Today().AddDays(WaitingMatters.DaysAhead);
        var waiting = await WaitingMatters.ReadAsync(session, Viewer, clock.Today(), cancellation);
        var told = waiting.All.Select(matter => matter.Document.Id).ToArray();
        var drafts = session.Query<Document>().WritableBy(Viewer)
            .Where(d => (d.State == DocumentState.Draft || d.State == DocumentState.InReview) && !told.Contains(d.Id))
            .OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id);
        var reviews = Published.Where(d => d.MunicipalityId == own.Id && d.ReviewDue <= soon)
            .OrderBy(d => d.ReviewDue).ThenBy(d => d.Id);
        return new OwnCorner(
            own,
            Viewer.IsWriter,
            waiting,
            await drafts.Take(OwnCorner.Rows).ToListAsync(cancellation),
            await reviews.Take(OwnCorner.Rows).ToListAsync(cancellation),
            await PagesAboutOwn.ReadAsync(session, network, Viewer, cancellation));
    }
}
