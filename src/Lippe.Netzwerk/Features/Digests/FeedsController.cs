using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The newest issues for feed readers, as visitors see them.</summary>
[Route(DigestAddresses.Feed)]
[AllowAnonymous]
public sealed class FeedsController(
    IQuerySession session, DigestIssues issues, NetworkDirectory network, SignedLinks links) : HubController
{
    private const int Length = 12;

    [HttpGet("")]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        var digests = await session.Query<Digest>().Prepared().Take(Length).ToListAsync(cancellation);
        var letters = await issues.LettersAsync(digests, DigestReader.Visitor, cancellation);
        var name = await network.TextAsync("name", cancellation);
        return File(DigestFeed.Write(links.To(""), name, letters), "application/atom+xml");
    }
}
