using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The archive of issues: each reader sees what they may see, visitors the public part.</summary>
[Route("monatsbriefe")]
[AllowAnonymous]
public sealed class DigestsController(
    IDocumentSession session, DigestGathering gathering, DigestReaders readers, NetworkDirectory network,
    DigestSchedule schedule, SignedLinks links, TimeProvider clock) : DigestAddressController(session, clock)
{
    private const int FeedLength = 12;

    [HttpGet("")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(new DigestListPage(
            await IssuesAsync(cancellation), Viewer.IsCoordinator ? await UpcomingRowsAsync(cancellation) : []));

    /// <summary>The newest issues for feed readers.</summary>
    [HttpGet("atom.xml")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Feed(CancellationToken cancellation)
    {
        var digests = await Session.Query<Digest>().Prepared().Take(FeedLength).ToListAsync(cancellation);
        var issues = await LettersAsync(digests, DigestReader.Visitor, cancellation);
        var name = await network.TextAsync("name", cancellation);
        return File(DigestFeed.Write(links.To(""), name, issues), "application/atom+xml");
    }

    [HttpGet("{period}")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Show(string period, CancellationToken cancellation)
    {
        var digest = await FindAsync(period, cancellation);
        if (digest is not { IsPrepared: true })
            return digest is not null && Viewer.IsCoordinator
                ? Redirect($"/monatsbriefe/{period}/vorschau")
                : NotFound();
        var reader = await readers.FindAsync(Viewer.MemberId, cancellation) ?? DigestReader.Visitor;
        return await PageAsync(digest, reader, null, cancellation);
    }

    /// <summary>The page behind a mail's own link, for its recipient without sign-in.</summary>
    [HttpGet("{period}/ansicht/{token}")]
    public async Task<IActionResult> Browser(string period, string token, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest
            || links.ReadBrowser(digest.Period, token) is not { } id
            || await readers.FindAsync(id, cancellation) is not { } reader)
            return NotFound();
        return await PageAsync(digest, reader, links.Unsubscribe(id, DeliveryOccasion.Digest), cancellation);
    }

    private async Task<IActionResult> PageAsync(
        Digest digest, DigestReader reader, string? unsubscribeUrl, CancellationToken cancellation)
    {
        var letter = (await LettersAsync([digest], reader, cancellation)).Single();
        var others = (await IssuesAsync(cancellation)).Where(issue => issue.Period != digest.Period).Take(6).ToList();
        return View(nameof(Show), new DigestPage(digest, letter, others, unsubscribeUrl));
    }

    private async Task<IReadOnlyList<Letter>> LettersAsync(
        IReadOnlyList<Digest> digests, DigestReader reader, CancellationToken cancellation)
    {
        if (digests.Count == 0)
            return [];
        var window = digests.Select(digest => digest.Window!).Aggregate((one, other) => one.And(other));
        var material = await gathering.GatherAsync(window, reader, cancellation);
        return
        [
            .. from digest in digests
               select material.Fill(Letter.OfIssue(digest, reader, digest.Window!), Letter.PageLimit),
        ];
    }

    private async Task<IReadOnlyList<IssueRow>> IssuesAsync(CancellationToken cancellation) =>
        [
            .. from digest in await Session.Query<Digest>().Prepared().ToListAsync(cancellation)
               select new IssueRow(digest.Period, digest.PreparedAt!.Value),
        ];

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
