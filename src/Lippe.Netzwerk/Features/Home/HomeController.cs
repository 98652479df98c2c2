using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Marten;

namespace Lippe.Netzwerk.Features.Home;

/// <summary>The start page: what this is, what is new, where to look.</summary>
[AllowAnonymous]
public sealed class HomeController(IDocumentSession session, NetworkDirectory network, TimeProvider clock) : HubController
{
    private const int ProjectCards = 3;
    private const int GuideRows = 4;
    private const int MinutesRows = 3;
    private const int WaitingRows = 5;
    private const int DaysAhead = 30;

    [HttpGet("/")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var published = session.Query<Document>().VisibleTo(Viewer).Where(d => d.State == DocumentState.Published);
        return View(new HomePage
        {
            Projects = await CardsAsync(published.OfType<Project>(), cancellation),
            Guides = await published.Where(d => d is Guide).OrderByDescending(d => d.PublishedAt).ThenByDescending(d => d.Id)
                .Take(GuideRows).SelectRows().ToListAsync(cancellation),
            Minutes = await published.Where(d => d is Minutes).OrderByDescending(d => ((Minutes)d).Facts.Date ?? DateOnly.MinValue).ThenByDescending(d => d.Id)
                .Take(MinutesRows).SelectRows().ToListAsync(cancellation),
            Topics = await network.TopicsAsync(cancellation),
            Municipalities = await network.MunicipalitiesAsync(cancellation),
            Counts = await HomeCounts.LoadAsync(published, cancellation),
            Own = await OwnCornerAsync(cancellation),
        });
    }

    private static async Task<IReadOnlyList<ProjectCard>> CardsAsync(IQueryable<Project> projects, CancellationToken cancellation) =>
        await projects.OrderByDescending(d => d.PublishedAt).ThenByDescending(d => d.Id).Take(ProjectCards)
            .Select(d => new ProjectCard(d.Slug, d.Title, d.Summary, d.Municipality!.Name, d.Municipality.Slug, d.Facts))
            .ToListAsync(cancellation);

    private async Task<OwnCorner?> OwnCornerAsync(CancellationToken cancellation)
    {
        var own = (await network.MunicipalitiesAsync(cancellation)).SingleOrDefault(m => m.Id == Viewer.MunicipalityId);
        if (own is null)
            return null;

        var soon = clock.Today().AddDays(DaysAhead);
        var drafts = session.Query<Document>().WritableBy(Viewer).Where(d => d.State == DocumentState.Draft || d.State == DocumentState.InReview);
        var reviews = session.Query<Document>().VisibleTo(Viewer).Where(d => d.MunicipalityId == own.Id && d.State == DocumentState.Published && d.ReviewDue <= soon);
        return new OwnCorner(
            own,
            Viewer.IsWriter,
            await WaitingAsync(drafts.OrderByDescending(d => d.ChangedAt), cancellation),
            await WaitingAsync(reviews.OrderBy(d => d.ReviewDue), cancellation));
    }

    private static async Task<IReadOnlyList<WaitingDocument>> WaitingAsync(IQueryable<Document> documents, CancellationToken cancellation) =>
        await documents.Take(WaitingRows)
            .Select(d => new WaitingDocument(d.Kind, d.Slug, d.Title, d.State, d.ChangedAt, d.ReviewDue))
            .ToListAsync(cancellation);
}
