using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>An issue as its mail will look for any reader, and a test mail to oneself.</summary>
[Route(DigestAddresses.List + "/{period}/vorschau")]
[CoordinatorsOnly]
public sealed class PreviewsController(
    IDocumentSession session,
    DigestPreviews previews,
    DigestPreparation preparation,
    DigestReaders readers,
    NetworkDirectory network,
    IMailer mailer,
    TimeProvider clock)
    : DigestAddressController(session, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string period, PreviewChoice choice, CancellationToken cancellation) =>
        await PageAsync(period, choice, null, cancellation);

    /// <summary>Sends what is looked at to whoever asks, marked as a test.</summary>
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(
        string period, [FromQuery] PreviewChoice choice, CancellationToken cancellation)
    {
        if (!ModelState.IsValid
            || await FindAsync(period, cancellation) is not { } digest
            || await readers.FindAsync(choice, Viewer.MemberId, cancellation) is not { } reader
            || await readers.FindAsync(Viewer.MemberId, cancellation) is not { } me)
            return NotFound();
        try
        {
            var mail = (await previews.ShowAsync(digest, reader, me.Id, cancellation)).Mail;
            var test = mail with { To = me.Address, ToName = me.Viewer.Name, Subject = $"Probe: {mail.Subject}" };
            await mailer.SendAsync(test, cancellation);
        }
        catch (MailNotSentException e)
        {
            return await PageAsync(period, choice, e.Message, cancellation);
        }

        Tell($"Die Probe ist an {me.Address} unterwegs.");
        return Redirect(digest.Period.PreviewAddress() + choice.Query);
    }

    private async Task<IActionResult> PageAsync(
        string period, PreviewChoice choice, string? problem, CancellationToken cancellation)
    {
        if (!ModelState.IsValid
            || await FindAsync(period, cancellation) is not { } digest
            || await readers.FindAsync(choice, Viewer.MemberId, cancellation) is not { } reader)
            return NotFound();
        Response.AllowMailFrame();
        return View("Digests/Preview", new PreviewPage(
            digest, reader, choice.Query,
            await MembersAsync(cancellation), await network.MunicipalitiesAsync(cancellation),
            await previews.ShowAsync(digest, reader, Viewer.MemberId, cancellation),
            await preparation.CountRecipientsAsync(cancellation), problem));
    }

    private async Task<IReadOnlyList<ReaderChoice>> MembersAsync(CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var members = await Session.Query<Member>().Reachable()
            .Select(m => new { m.Id, m.Name, m.MunicipalityId }).ToListAsync(cancellation);
        return
        [
            .. from municipality in municipalities
               from member in members.OrderBy(m => m.Name, GermanOrder.Comparer)
               where member.MunicipalityId == municipality.Id
               select new ReaderChoice(member.Id, member.Name, municipality.Name),
        ];
    }
}
