using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What an issue puts first and what it leaves out.</summary>
[Route("monatsbriefe/{period}/auswahl")]
[CoordinatorsOnly]
public sealed class PicksController(IDocumentSession session, DigestPreparation preparation, TimeProvider clock) : DigestAddressController(session, clock)
{
    /// <summary>All that happened in the time, as a coordinator sees it.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        var news = await NewsItem.ReadAsync(Db, await preparation.WindowAsync(digest, cancellation), cancellation);
        return View("Digests/Picks", new PicksPage(digest, news));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(string period, Guid dokument, DigestPick platz, CancellationToken cancellation)
    {
        if (!ModelState.IsValid || await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        // The version counts from the first word written; the row may not exist yet.
        if (digest.Version == 0)
            Db.Add(digest);
        digest.Pick(dokument, platz);
        try
        {
            await using var transaction = await Db.Database.BeginTransactionAsync(cancellation);
            await Db.SaveChangesAsync(cancellation);
            await ChangeNotice.SendAsync(Db, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            Warn("In diesem Moment hat jemand anderes gespeichert. Wählen Sie bitte noch einmal.");
        }

        return Redirect($"/monatsbriefe/{period}/auswahl#{dokument:N}");
    }
}

/// <summary>The items of an issue, to choose among.</summary>
public sealed record PicksPage(Digest Digest, IReadOnlyList<NewsItem> Items);
