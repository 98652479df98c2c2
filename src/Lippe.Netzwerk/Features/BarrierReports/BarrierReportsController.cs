using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.BarrierReports;

/// <summary>The accessibility statement, and the form to say where it does not hold.</summary>
/// <remarks>Never cached: the form carries a token of its reader's own.</remarks>
[Route("barrierefreiheit")]
[AllowAnonymous]
public sealed class BarrierReportsController(NetworkDirectory network, BarrierReportMail mail) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> New(CancellationToken cancellation) =>
        View(await PageAsync(new BarrierReportForm { Page = PageBefore() }, cancellation));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(BarrierReportForm form, CancellationToken cancellation)
    {
        var page = await PageAsync(form, cancellation);
        if (page.Contact.Length == 0)
            return NotFound();
        if (!ModelState.Check(new BarrierReportFormValidator(), form))
            return View(nameof(New), page);
        if (!await mail.TrySendAsync(form, page.Contact, cancellation))
            return View(nameof(New), page with { IsUnsent = true });

        Tell("Danke. Ihre Nachricht ist bei uns angekommen.");
        return Redirect("/barrierefreiheit");
    }

    private async Task<BarrierReportPage> PageAsync(BarrierReportForm form, CancellationToken cancellation) => new(
        form,
        await network.HtmlAsync("recht/barrierefreiheit", cancellation),
        await network.TextAsync("kontakt_mail", cancellation),
        IsUnsent: false);

    // Whoever comes from the page with the barrier need not copy its address.
    private string? PageBefore() =>
        Request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } before
        && before.Authority == Request.Host.Value
        && before.AbsolutePath != Request.Path
            ? before.ToString()
            : null;
}
