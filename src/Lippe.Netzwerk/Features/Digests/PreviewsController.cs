using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Mail;
using Lippe.Netzwerk.Infrastructure.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>An issue as its mail will look for any member, and a test mail to oneself.</summary>
[Route("monatsbriefe/{period}/vorschau")]
[CoordinatorsOnly]
public sealed class PreviewsController(HubDbContext db, DigestComposer composer, IMailer mailer, TimeProvider clock) : DigestAddressController(db, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string period, Guid? mitglied, CancellationToken cancellation) =>
        await PageAsync(period, mitglied, null, cancellation);

    /// <summary>The mail's markup, for the frame on the page.</summary>
    [HttpGet("mail")]
    public async Task<IActionResult> Mail(string period, Guid? mitglied, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest || await RecipientAsync(mitglied, cancellation) is not { } recipient)
            return NotFound();
        return Response.MailContent((await composer.PreviewAsync(digest, recipient, cancellation)).Html!);
    }

    /// <summary>Sends the member's version to whoever asks, marked as a test.</summary>
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(string period, Guid? mitglied, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest
            || await RecipientAsync(mitglied, cancellation) is not { } recipient
            || await RecipientAsync(Viewer.MemberId, cancellation) is not { } me)
            return NotFound();
        try
        {
            var mail = await composer.PreviewAsync(digest, recipient, cancellation);
            await mailer.SendAsync(mail with { To = me.Email, ToName = me.Name, Subject = $"Probe: {mail.Subject}" }, cancellation);
        }
        catch (MailNotSentException e)
        {
            return await PageAsync(period, mitglied, e.Message, cancellation);
        }

        Tell($"Die Probe ist an {me.Email} unterwegs.");
        return Redirect($"/monatsbriefe/{period}/vorschau?mitglied={recipient.Id}");
    }

    private async Task<IActionResult> PageAsync(string period, Guid? memberId, string? problem, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest || await RecipientAsync(memberId, cancellation) is not { } recipient)
            return NotFound();
        var mail = await composer.PreviewAsync(digest, recipient, cancellation);
        Response.AllowMailFrame();
        return View("Digests/Preview", new PreviewPage(
            digest, recipient, await ChoicesAsync(cancellation), mail.Subject, mail.Text,
            IsEmpty: await composer.IsEmptyAsync(digest, recipient, cancellation),
            await Db.Members.Wanting(DeliveryOccasion.Digest).CountAsync(cancellation), problem));
    }

    private Task<DigestRecipient?> RecipientAsync(Guid? id, CancellationToken cancellation)
    {
        var wanted = id ?? Viewer.MemberId;
        return Db.Members.AsNoTracking().Reachable().Where(m => m.Id == wanted).SelectRecipients().SingleOrDefaultAsync(cancellation);
    }

    private Task<List<RecipientChoice>> ChoicesAsync(CancellationToken cancellation) => Db.Members
        .Reachable()
        .OrderBy(m => m.Municipality!.Name).ThenBy(m => m.Name)
        .Select(m => new RecipientChoice(m.Id, m.Name, m.Municipality!.Name))
        .ToListAsync(cancellation);
}
