using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>An issue as its mail will look for any member or role, and a test mail to oneself.</summary>
[Route("monatsbriefe/{period}/vorschau")]
[CoordinatorsOnly]
public sealed class PreviewsController(IDocumentSession session, DigestComposer composer, NetworkDirectory network, IMailer mailer, TimeProvider clock) : DigestAddressController(session, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string period, PreviewChoice choice, CancellationToken cancellation) =>
        await PageAsync(period, choice, null, cancellation);

    /// <summary>The mail's markup, for the frame on the page.</summary>
    [HttpGet("mail")]
    public async Task<IActionResult> Mail(string period, PreviewChoice choice, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest || await RecipientAsync(choice, cancellation) is not { } recipient)
            return NotFound();
        return Response.MailContent((await composer.PreviewAsync(digest, recipient, Viewer.MemberId, cancellation)).Mail.Html!);
    }

    /// <summary>Sends what is looked at to whoever asks, marked as a test.</summary>
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(string period, [FromQuery] PreviewChoice choice, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest
            || await RecipientAsync(choice, cancellation) is not { } recipient
            || await MemberAsync(Viewer.MemberId, cancellation) is not { } me)
            return NotFound();
        try
        {
            var mail = (await composer.PreviewAsync(digest, recipient, me.Id, cancellation)).Mail;
            await mailer.SendAsync(mail with { To = me.Email, ToName = me.Name, Subject = $"Probe: {mail.Subject}" }, cancellation);
        }
        catch (MailNotSentException e)
        {
            return await PageAsync(period, choice, e.Message, cancellation);
        }

        Tell($"Die Probe ist an {me.Email} unterwegs.");
        return Redirect($"/monatsbriefe/{period}/vorschau{choice.Query}");
    }

    private async Task<IActionResult> PageAsync(string period, PreviewChoice choice, string? problem, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest || await RecipientAsync(choice, cancellation) is not { } recipient)
            return NotFound();
        Response.AllowMailFrame();
        return View("Digests/Preview", new PreviewPage(
            digest, recipient, choice.Query, await MembersAsync(cancellation), await network.MunicipalitiesAsync(cancellation),
            await composer.PreviewAsync(digest, recipient, Viewer.MemberId, cancellation),
            await Session.Query<Member>().Wanting(DeliveryOccasion.Digest).CountAsync(cancellation), problem));
    }

    // Whoever is looked through decides what is seen; the coordinator's own rights have no part in it.
    private async Task<DigestRecipient?> RecipientAsync(PreviewChoice choice, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
            return null;
        if (choice.Rolle is not { } role)
            return await MemberAsync(choice.Mitglied ?? Viewer.MemberId, cancellation);
        var municipality = (await network.MunicipalitiesAsync(cancellation)).SingleOrDefault(m => m.Slug == choice.Kommune);
        return municipality is null || !Enum.IsDefined(role) ? null : DigestRecipient.Neutral(role, role.Word(), municipality);
    }

    private Task<DigestRecipient?> MemberAsync(Guid? id, CancellationToken cancellation) =>
        Session.Query<Member>().Reachable().Where(m => m.Id == id).SelectRecipients().SingleOrDefaultAsync(cancellation);

    private Task<List<RecipientChoice>> MembersAsync(CancellationToken cancellation) => Session.Query<Member>()
        .Reachable()
        .OrderBy(m => m.Municipality!.Name).ThenBy(m => m.Name)
        .Select(m => new RecipientChoice(m.Id, m.Name, m.Municipality!.Name))
        .ToListAsync(cancellation);
}
