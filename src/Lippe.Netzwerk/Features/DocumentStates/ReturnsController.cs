using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.DocumentStates;

/// <summary>Gives a document in review back to whoever asked for its release, and says why.</summary>
[Route("{kind:kind}/{slug}/rueckgabe")]
[WritersOnly]
public sealed class ReturnsController(IDocumentSession session, Archive archive, TimeProvider clock)
    : DocumentAddressController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string slug, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();
        return document.State == DocumentState.InReview
            ? await AskAsync(document, new ReturnForm { Version = document.Version }, cancellation)
            : Redirect(PathTo(slug));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, ReturnForm form, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();
        if (document.State != DocumentState.InReview)
            ModelState.AddModelError(
                nameof(form.Reason), $"Das Dokument ist nicht mehr in Prüfung, sondern: {document.State.Word()}.");
        else if (document.Version != form.Version)
            ModelState.AddModelError(
                nameof(form.Reason),
                $"Inzwischen gibt es Version {document.Version}. Sehen Sie nach, ob das noch stimmt, und senden Sie "
                + "es dann noch einmal ab.");
        if (!ModelState.Check(new ReturnFormValidator(), form))
            return await AskAgainAsync(document, form, cancellation);

        Member? askedBy;
        try
        {
            askedBy = await ReturnAsync(document, form.Reason, cancellation);
        }
        catch (Exception e) when (e.IsLostRace())
        {
            // Read again, it is what somebody else just made of it; the reason is kept.
            session.EjectAllPendingChanges();
            return await Create(slug, form, cancellation);
        }

        Tell($"„{document.Title}“ ist zurückgegeben{(askedBy is null ? "" : $" an {askedBy.Name}")}.");
        return Redirect(PathTo(slug));
    }

    private async Task<Member?> ReturnAsync(Document document, string reason, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var request = await RequestAsync(document, cancellation);
        request.Return(Viewer.MemberId!.Value, reason, now);
        session.Store(request);
        var askedBy = await MemberAsync(request.AskedById, cancellation);
        if (askedBy is not null && askedBy.Id != Viewer.MemberId)
            session.Insert(Delivery.OfReturn(request, askedBy.Id));
        var draft = await archive.DraftAsync(document, cancellation) with { State = DocumentState.Draft };
        await archive.SaveAsync(document, draft, "Zurückgegeben", cancellation);
        return askedBy;
    }

    // A file may have brought it into review, which asked nobody.
    private async Task<ReleaseRequest> RequestAsync(Document document, CancellationToken cancellation) =>
        await session.LoadAsync<ReleaseRequest>(document.Id, cancellation)
        ?? ReleaseRequest.Of(await archive.NewestAsync(document, cancellation) with { AuthorId = null });

    private async Task<IActionResult> AskAgainAsync(
        Document document, ReturnForm form, CancellationToken cancellation)
    {
        // The next try is about the version that holds now.
        form.Version = document.Version;
        return await AskAsync(document, form, cancellation);
    }

    private async Task<IActionResult> AskAsync(Document document, ReturnForm form, CancellationToken cancellation)
    {
        var askedById = (await session.LoadAsync<ReleaseRequest>(document.Id, cancellation))?.AskedById;
        var askedBy = await MemberAsync(askedById, cancellation);
        var isMailed = await session.Query<Member>().Wanting(DeliveryOccasion.Return)
            .AnyAsync(member => member.Id == askedById, cancellation);
        return View("DocumentStates/Return", new ReturnPage(document, form, askedBy?.Name, isMailed));
    }

    private async Task<Member?> MemberAsync(Guid? id, CancellationToken cancellation) =>
        await session.Query<Member>().SingleOrDefaultAsync(m => m.Id == id && m.LeftAt == null, cancellation);

    private Task<Document?> FindAsync(string slug, CancellationToken cancellation) =>
        AtAddress(session.Query<Document>().WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);
}
