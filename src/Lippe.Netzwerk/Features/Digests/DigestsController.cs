using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The archive of issues: each reader sees what they may see, visitors the public part.</summary>
[Route("monatsbriefe")]
[AllowAnonymous]
public sealed class DigestsController(HubDbContext db, IndexSource source, DigestSchedule schedule, DigestLinks links, NetworkDirectory network, HubSettings settings, TimeProvider clock)
    : DigestAddressController(db, clock)
{
    private const int FeedLength = 12;

    [HttpGet("")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(new DigestListPage(await IssuesAsync(cancellation), Viewer.IsCoordinator ? await UpcomingRowsAsync(cancellation) : []));

    /// <summary>The newest issues for feed readers.</summary>
    [HttpGet("atom.xml")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Feed(CancellationToken cancellation)
    {
        var digests = await Db.Digests.AsNoTracking().Where(d => d.PreparedAt != null).OrderByDescending(d => d.NewsUntil).Take(FeedLength).ToListAsync(cancellation);
        var entries = new List<FeedEntry>();
        foreach (var digest in digests)
            entries.Add(new FeedEntry(digest.PreparedAt!.Value, await LetterAsync(digest, DigestReader.Visitor, cancellation)));
        return File(DigestFeed.Write(settings.Address, await network.TextAsync("name", cancellation), entries), "application/atom+xml");
    }

    [HttpGet("{period}")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Show(string period, CancellationToken cancellation)
    {
        var digest = await FindAsync(period, cancellation);
        if (digest is not { IsPrepared: true })
            return digest is not null && Viewer.IsCoordinator ? Redirect($"/monatsbriefe/{period}/vorschau") : NotFound();
        var reader = Viewer.MemberId is { } id ? (await RecipientAsync(id, cancellation))!.ToReader() : DigestReader.Visitor;
        return await PageAsync(digest, reader, null, cancellation);
    }

    /// <summary>The page behind a mail's own link, for its recipient without sign-in.</summary>
    [HttpGet("{period}/ansicht/{token}")]
    public async Task<IActionResult> Browser(string period, string token, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest
            || links.ReadBrowser(digest.Period, token) is not { } id
            || await RecipientAsync(id, cancellation) is not { } recipient)
            return NotFound();
        return await PageAsync(digest, recipient.ToReader(), links.Unsubscribe(id, DeliveryOccasion.Digest), cancellation);
    }

    private async Task<IActionResult> PageAsync(Digest digest, DigestReader reader, string? unsubscribeUrl, CancellationToken cancellation)
    {
        var letter = await LetterAsync(digest, reader, cancellation);
        var others = (await IssuesAsync(cancellation)).Where(issue => issue.Period != digest.Period).Take(6).ToList();
        return View(nameof(Show), new DigestPage(digest, letter, others, unsubscribeUrl));
    }

    private async Task<Letter> LetterAsync(Digest digest, DigestReader reader, CancellationToken cancellation) => DigestLetter.For(
        reader, digest, digest.Window!, await DigestMaterial.ReadAsync(Db, source, digest.Window!, cancellation), new HashSet<string>(), DigestLetter.PageLimit);

    private Task<List<IssueRow>> IssuesAsync(CancellationToken cancellation) => Db.Digests
        .Where(d => d.PreparedAt != null)
        .OrderByDescending(d => d.NewsUntil)
        .Select(d => new IssueRow(d.Period, d.PreparedAt!.Value))
        .ToListAsync(cancellation);

    private async Task<IReadOnlyList<UpcomingRow>> UpcomingRowsAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        return [.. (await UpcomingAsync(cancellation)).Select(digest => new UpcomingRow(
            digest.Period, schedule.DueAt(digest.Period) is var due && due > now ? due : null, digest.Introduction.Length > 0))];
    }

    private Task<DigestRecipient?> RecipientAsync(Guid id, CancellationToken cancellation) =>
        Db.Members.AsNoTracking().Where(m => m.Id == id).Reachable().SelectRecipients().SingleOrDefaultAsync(cancellation);
}
