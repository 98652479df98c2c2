using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What an issue puts first and what it leaves out.</summary>
[Route(DigestAddresses.List + "/{period}/auswahl")]
[CoordinatorsOnly]
public sealed class PicksController(
    IDocumentSession session, NetworkDirectory network, DigestPreparation preparation, TimeProvider clock)
    : DigestAddressController(session, clock)
{
    /// <summary>All that happened in the time, as a coordinator sees it.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        var window = await preparation.WindowAsync(digest, cancellation);
        var news = await NewsItem.ReadAsync(Session, network, window, cancellation);
        return View("Digests/Picks", new PicksPage(digest, news));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(
        string period, [FromQuery(Name = "dokument")] Guid documentId, [FromQuery(Name = "platz")] DigestPick pick,
        CancellationToken cancellation)
    {
        if (!ModelState.IsValid || await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        digest.Pick(documentId, pick);
        Session.Change(digest);
        await Session.SaveChangesAsync(cancellation);
        return Redirect($"{digest.Period.PicksAddress()}#{documentId:N}");
    }
}

/// <summary>The items of an issue, to choose among.</summary>
public sealed record PicksPage(Digest Digest, IReadOnlyList<NewsItem> Items);
