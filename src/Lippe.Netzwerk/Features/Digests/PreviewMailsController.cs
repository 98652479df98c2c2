using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The markup of a mail as it will look, for the frame on the page of its preview.</summary>
[Route(DigestAddresses.List + "/{period}/vorschau/mail")]
[CoordinatorsOnly]
public sealed class PreviewMailsController(
    IDocumentSession session, DigestPreviews previews, DigestReaders readers, TimeProvider clock)
    : DigestAddressController(session, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string period, PreviewChoice choice, CancellationToken cancellation)
    {
        if (!ModelState.IsValid
            || await FindAsync(period, cancellation) is not { } digest
            || await readers.FindAsync(choice, Viewer.MemberId, cancellation) is not { } reader)
            return NotFound();
        var preview = await previews.ShowAsync(digest, reader, Viewer.MemberId, cancellation);
        return Response.MailContent(preview.Mail.Html!);
    }
}
