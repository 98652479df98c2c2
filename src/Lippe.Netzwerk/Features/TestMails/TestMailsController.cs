using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.TestMails;

/// <summary>A mail to oneself, to see whether mails leave and arrive.</summary>
[Route("technik/testmails")]
[CoordinatorsOnly]
public sealed class TestMailsController(IQuerySession session, TestMail mail) : HubController
{
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.TestMail)]
    public async Task<IActionResult> Create(CancellationToken cancellation)
    {
        var me = (await session.LoadAsync<Member>(Viewer.MemberId!.Value, cancellation))!;
        try
        {
            var answer = await mail.SendAsync(me.Email!, me.Name, cancellation);
            Tell($"Die Testmail an {me.Email} ist hinaus. Der Mailserver sagt: {answer}");
        }
        catch (MailNotSentException e)
        {
            Warn($"Die Testmail an {me.Email} ging nicht hinaus. {e.Message}");
        }

        return Redirect("/technik#mails");
    }
}
