using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The editorial words of an issue.</summary>
[Route(DigestAddresses.List + "/{period}/bearbeiten")]
[CoordinatorsOnly]
public sealed class IntroductionsController(IDocumentSession session, TimeProvider clock)
    : DigestAddressController(session, clock)
{
    private const string Form = "Digests/Introduction";

    [HttpGet("")]
    public async Task<IActionResult> Edit(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        var form = new IntroductionForm { Introduction = digest.Introduction, Version = digest.Version };
        return View(Form, new IntroductionPage(digest.Period, digest.IsPrepared, form, null));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(string period, IntroductionForm form, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        if (!ModelState.Check(new IntroductionFormValidator(), form))
            return View(Form, new IntroductionPage(digest.Period, digest.IsPrepared, form, null));
        if (form.Version != digest.Version)
            return await ConflictAsync(period, form, cancellation);

        var markdown = PlainText.Clean(form.Introduction).Trim();
        digest.Introduce(markdown, MarkdownRenderer.Render(markdown));
        Session.Change(digest);
        try
        {
            await Session.SaveChangesAsync(cancellation);
        }
        catch (Exception e) when (e.IsLostRace())
        {
            return await ConflictAsync(period, form, cancellation);
        }

        Tell("Die Einleitung ist gespeichert.");
        return Redirect(digest.Period.PreviewAddress());
    }

    // The typed text stays in the form; the next save starts from the version just shown.
    private async Task<IActionResult> ConflictAsync(
        string period, IntroductionForm form, CancellationToken cancellation)
    {
        var theirs = (await FindAsync(period, cancellation))!;
        form.Version = theirs.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(Form, new IntroductionPage(theirs.Period, theirs.IsPrepared, form, theirs.Introduction));
    }
}
