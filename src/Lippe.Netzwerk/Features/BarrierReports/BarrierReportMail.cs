using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.BarrierReports;

/// <summary>Sends a report to whoever runs the network.</summary>
public sealed class BarrierReportMail(IMailer mailer, NetworkDirectory network, ILogger<BarrierReportMail> log)
{
    /// <summary>Whether the mail was taken over.</summary>
    public async Task<bool> TrySendAsync(BarrierReportForm form, string contact, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var sender = EmailAddress.Clean(form.Email);
        try
        {
            await mailer.SendAsync(
                new OutgoingMail
                {
                    To = contact,
                    ToName = name,
                    Subject = $"Barriere gemeldet: {name}",
                    Text = TextOf(form, sender),
                    ReplyTo = sender.Length > 0 ? sender : null,
                },
                cancellation);
            return true;
        }
        catch (MailNotSentException e)
        {
            // The answer may name the address of whoever reports.
            log.LogWarning("{Reason} Die E-Mail über eine gemeldete Barriere ging nicht hinaus", e.ForLog);
            return false;
        }
    }

    private static string TextOf(BarrierReportForm form, string sender) =>
        $"""
         {PlainText.Clean(form.Message).Trim()}

         Seite: {OrNothing(form.Page)}
         Name: {OrNothing(form.Name)}
         E-Mail: {OrNothing(sender)}

         Gesendet über das Formular „Barriere melden“.
         """;

    private static string OrNothing(string? typed) =>
        PlainText.CleanLine(typed) is { Length: > 0 } text ? text : "keine Angabe";
}
