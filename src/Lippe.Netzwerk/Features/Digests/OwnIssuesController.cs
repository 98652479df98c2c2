using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>An issue behind a mail's own link, for the mail's recipient without sign-in.</summary>
[Route(DigestAddresses.List + "/{period}/ansicht/{token}")]
[AllowAnonymous]
public sealed class OwnIssuesController(
    IDocumentSession session, DigestIssues issues, DigestReaders readers, SignedLinks links, TimeProvider clock)
    : DigestAddressController(session, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string period, string token, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest
            || links.ReadBrowser(digest.Period, token) is not { } id
            || await readers.FindAsync(id, cancellation) is not { } reader)
            return NotFound();
        var unsubscribeUrl = links.Unsubscribe(id, DeliveryOccasion.Digest);
        return View("Digests/Show", await issues.PageAsync(digest, reader, unsubscribeUrl, cancellation));
    }
}
