using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether the mail server takes what the hub sends.</summary>
internal static class MailCheck
{
    private const string Area = "E-Mail";

    /// <summary>Connects and signs in, and sends nothing.</summary>
    public static async Task AskAsync(HubSettings settings, DoctorReport report, CancellationToken cancellation)
    {
        if (settings.Mail.Host.Length == 0)
        {
            report.Warn(
                Area,
                "Kein Mailserver ist eingestellt: E-Mails liegen nur unter /postausgang. Setzen Sie Hub__Mail__Host.");
            return;
        }

        var probe = new MailServerProbe(new HubAddress(settings.Address), settings.Mail, TimeProvider.System);
        await TryAsync(
            async () => $"{settings.Mail.Host}:{settings.Mail.Port} antwortet: {await probe.AskAsync(cancellation)}.",
            report);
    }

    /// <summary>Sends a test mail.</summary>
    public static Task SendAsync(TestMail mail, string to, DoctorReport report, CancellationToken cancellation) =>
        TryAsync(async () => $"Testmail an {to}: {await mail.SendAsync(to, "", cancellation)}", report);

    private static async Task TryAsync(Func<Task<string>> work, DoctorReport report)
    {
        try
        {
            report.Praise(Area, await work());
        }
        catch (MailNotSentException e)
        {
            report.Refuse(Area, $"{e.Message} Prüfen Sie Hub__Mail__Host, Port, Security, User und Password.");
        }
    }
}
