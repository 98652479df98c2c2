using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.DocumentStates;

/// <summary>Moves a document on its way: to review, to the readers, to the archive and back.</summary>
[Route("{kind:kind}/{slug}/stand")]
[WritersOnly]
public sealed class DocumentStatesController(IDocumentSession session, Archive archive, TimeProvider clock)
    : DocumentAddressController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(
        string slug, [FromForm(Name = "stand")] DocumentState state, [FromForm(Name = "version")] long version,
        CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().WritableBy(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        if (document is null)
            return NotFound();
        if (!ModelState.IsValid || !Enum.IsDefined(state))
            return BadRequest();
        if (state == DocumentState.Published && !document.IsComplete)
        {
            var draft = await archive.DraftAsync(document, cancellation);
            Warn($"Das Dokument hat noch {draft.Missing()}. Ergänzen Sie das unter „Bearbeiten“, dann können Sie es "
                + "veröffentlichen.");
            return Redirect(PathTo(slug));
        }

        // What somebody else asked for is not taken away without a word.
        if (state == DocumentState.Draft && await IsAskedByOtherAsync(document, cancellation))
            return Redirect($"{PathTo(slug)}/rueckgabe");

        // A second click finds the document where it should be.
        if (document.State != state && IsAbout(document, version))
            await MoveAsync(document, state, cancellation);
        return Redirect(PathTo(slug));
    }

    private async Task<bool> IsAskedByOtherAsync(Document document, CancellationToken cancellation) =>
        document.State == DocumentState.InReview
        && (await session.LoadAsync<ReleaseRequest>(document.Id, cancellation))?.AskedById != Viewer.MemberId;

    private async Task MoveAsync(Document document, DocumentState state, CancellationToken cancellation)
    {
        var before = document.State;
        // Whoever releases it has just read it; whoever fetches it back has not.
        var isReleased = state == DocumentState.Published && before != DocumentState.Archived;
        var draft = await archive.DraftAsync(document, cancellation) with
        {
            State = state,
            ReviewedOn = isReleased ? clock.Today() : document.ReviewedOn,
        };
        await archive.SaveAsync(document, draft, $"Stand: {state.Word()}", cancellation);
        var message = $"„{document.Title}“ ist {Now(state)}.";
        if (state == DocumentState.Archived)
            Tell(message, UndoOf(document, before));
        else
            Tell(message);
    }

    private static string Now(DocumentState state) => state switch
    {
        DocumentState.Draft => "jetzt ein Entwurf",
        DocumentState.InReview => "jetzt in Prüfung",
        DocumentState.Published => "veröffentlicht",
        _ => "archiviert",
    };

    private static Undo UndoOf(Document document, DocumentState before) => new(
        $"{document.Address()}/stand",
        new Dictionary<string, string> { ["stand"] = $"{before}", ["version"] = $"{document.Version}" });
}
