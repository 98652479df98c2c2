using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>Mails that were kept because no mail server is set.</summary>
[Route("postausgang")]
[CoordinatorsOnly]
public sealed class OutboxController(IQuerySession session, MailSettings settings) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(
        [FromQuery(Name = "seite")] int number, CancellationToken cancellation)
    {
        var page = Math.Clamp(number, 1, 100_000);
        var total = await session.Query<OutboxMail>().CountAsync(cancellation);
        var rows = await session.Query<OutboxMail>()
            .OrderByDescending(mail => mail.StoredAt).ThenByDescending(mail => mail.Id)
            .Skip((page - 1) * OutboxPage.Size).Take(OutboxPage.Size)
            .Select(mail => new OutboxRow(mail.Id, mail.Subject, mail.Recipient, mail.RecipientName, mail.StoredAt))
            .ToListAsync(cancellation);
        return View(new OutboxPage(rows, total, page, settings.Host));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellation)
    {
        Response.AllowMailFrame();
        return await FindAsync(id, cancellation) is { } mail ? View(mail) : NotFound();
    }

    [HttpGet("{id:guid}/html")]
    public async Task<IActionResult> Html(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { Html: { } html } ? Response.MailContent(html) : NotFound();

    private Task<OutboxMail?> FindAsync(Guid id, CancellationToken cancellation) =>
        session.Query<OutboxMail>().SingleOrDefaultAsync(mail => mail.Id == id, cancellation);
}
