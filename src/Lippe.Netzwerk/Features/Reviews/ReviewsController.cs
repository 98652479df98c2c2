using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Reviews;

/// <summary>Confirms that a document is still right, and asks again in a year; or takes that back.</summary>
[Route("{kind:kind}/{slug}/pruefung")]
[WritersOnly]
public sealed class ReviewsController(IDocumentSession session, Archive archive, TimeProvider clock)
    : DocumentAddressController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(
        string slug, [FromForm(Name = "version")] long version, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();

        // A second click finds it confirmed.
        var isConfirmed = document.ReviewedOn == clock.Today() && document.ReviewDue is not null;
        if (isConfirmed || IsAbout(document, version))
            await ConfirmAsync(document, isConfirmed, cancellation);
        return Redirect(PathTo(slug));
    }

    /// <summary>Says again what the version before said of reviews.</summary>
    [HttpPost("zuruecknahme")]
    public async Task<IActionResult> Destroy(
        string slug, [FromForm(Name = "version")] long version, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();
        if (!IsAbout(document, version))
            return Redirect(PathTo(slug));

        if (await archive.DraftBeforeReviewAsync(document, cancellation) is not { } draft)
            return NotFound();
        await archive.SaveAsync(document, draft, "Bestätigung zurückgenommen", cancellation);
        Tell("Die Bestätigung ist zurückgenommen.");
        return Redirect(PathTo(slug));
    }

    private async Task ConfirmAsync(Document document, bool isConfirmed, CancellationToken cancellation)
    {
        if (!isConfirmed)
        {
            var draft = await archive.DraftAsync(document, cancellation);
            await archive.SaveAsync(document, draft.Reviewed(clock.Today()), "Inhalt geprüft", cancellation);
        }

        var message = $"Danke. Geprüft am {document.ReviewedOn!.Value.LongDay()}, "
            + $"die nächste Prüfung ist am {document.ReviewDue!.Value.LongDay()} fällig.";
        if (isConfirmed)
            Tell(message);
        else
            Tell(message, UndoOf(document));
    }

    private Task<Document?> FindAsync(string slug, CancellationToken cancellation) =>
        AtAddress(session.Query<Document>().WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);

    private static Undo UndoOf(Document document) => new(
        $"{document.Address()}/pruefung/zuruecknahme",
        new Dictionary<string, string> { ["version"] = $"{document.Version}" });
}
