using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Takeovers;

/// <summary>Taking over, for the municipality a document is about, what somebody else shared.</summary>
[Route("{kind:kind}/{slug}/uebernahme")]
[WritersOnly]
public sealed class TakeoversController(IDocumentSession session, Archive archive, NetworkDirectory network)
    : DocumentAddressController
{
    /// <summary>Says what it means.</summary>
    [HttpGet("")]
    public async Task<IActionResult> New(string slug, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();
        var owner = await network.MunicipalityAsync(document.MunicipalityId, cancellation);
        var taker = await network.MunicipalityAsync(document.ConcernsId!.Value, cancellation);
        return View(new TakeoverPage(document, owner.Name, taker.Name));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, long version, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();
        if (version != document.Version)
        {
            Warn("Der Text wurde inzwischen geändert. Lesen Sie ihn noch einmal, bevor Sie ihn übernehmen.");
            return Redirect(PathTo(slug));
        }

        var owner = await network.MunicipalityAsync(document.MunicipalityId, cancellation);
        var taker = await network.MunicipalityAsync(document.ConcernsId!.Value, cancellation);
        var draft = await archive.DraftAsync(document, cancellation);
        session.Does(document, "taken over");
        var note = $"{taker.Name} hat die Seite von {owner.Name} übernommen";
        await archive.SaveAsync(document, draft.TakenOver(Viewer.MemberId!.Value), note, cancellation);
        Tell(
            $"Die Seite gehört jetzt zu {taker.Name}. Steht im Text noch, dass {owner.Name} ihn geschrieben hat?",
            new NextStep("Text bearbeiten", $"{PathTo(slug)}/bearbeiten"));
        return Redirect(PathTo(slug));
    }

    private async Task<Document?> FindAsync(string slug, CancellationToken cancellation) =>
        await AtAddress(session.Query<Document>().VisibleTo(Viewer), slug).SingleOrDefaultAsync(cancellation)
            is { ConcernsId: { } concerned } document && Viewer.MayWriteFor(concerned) ? document : null;
}

/// <summary>The question before a document changes hands.</summary>
/// <param name="Owner">Who shares it now.</param>
/// <param name="Taker">Who shares it then.</param>
public sealed record TakeoverPage(Document Document, string Owner, string Taker);
