using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The archive of issues: each reader sees what they may see, visitors the public part.</summary>
[Route(DigestAddresses.List)]
[AllowAnonymous]
public sealed class DigestsController(
    IDocumentSession session, DigestIssues issues, DigestReaders readers, DigestSchedule schedule, TimeProvider clock)
    : DigestAddressController(session, clock)
{
    [HttpGet("")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(new DigestListPage(
        await issues.ListAsync(cancellation),
        Viewer.IsCoordinator ? await UpcomingRowsAsync(cancellation) : [],
        Viewer.IsCoordinator ? await Session.Query<Subscriber>().Confirmed().CountAsync(cancellation) : null));

    [HttpGet("{period}")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Show(string period, CancellationToken cancellation)
    {
        var digest = await FindAsync(period, cancellation);
        if (digest is not { IsPrepared: true })
            return digest is not null && Viewer.IsCoordinator
                ? Redirect(digest.Period.PreviewAddress())
                : NotFound();
        var reader = await readers.FindAsync(Viewer.MemberId, cancellation) ?? DigestReader.Visitor;
        return View(await issues.PageAsync(digest, reader, null, cancellation));
    }

    private async Task<IReadOnlyList<UpcomingRow>> UpcomingRowsAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        return
        [
            .. from digest in await UpcomingAsync(cancellation)
               let due = schedule.DueAt(digest.Period)
               select new UpcomingRow(digest.Period, due > now ? due : null, digest.Introduction.Length > 0),
        ];
    }
}
