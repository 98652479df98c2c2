using MimeKit;

namespace Lippe.Netzwerk.Mail;

/// <summary>Hands mails to the SMTP server of the settings.</summary>
internal sealed class SmtpMailer(
    MailSettings settings, MailSender sender, SmtpConnections connections, TimeProvider clock) : IMailer
{
    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var from = await sender.AddressAsync(cancellation);
        var messageId = mail.Headers.GetValueOrDefault("Message-ID") ?? await sender.NewMessageIdAsync(cancellation);
        using var message = MimeWriter.Write(mail, from, messageId, clock.GetUtcNow());
        using var trace = MailTelemetry.Trace();
        var began = clock.GetTimestamp();
        try
        {
            var answer = await HandOverAsync(message);
            MailTelemetry.Ended(clock.GetElapsedTime(began), "accepted");
            return answer;
        }
        catch (MailNotSentException e)
        {
            MailTelemetry.Ended(clock.GetElapsedTime(began), e.Failure.ToString().ToLowerInvariant());
            throw;
        }
    }

    // Only the server's silence ends this: a mail at hand has an outcome, and whoever sends wants to know it.
    private async Task<string> HandOverAsync(MimeMessage message)
    {
        using var patience = new SmtpPatience(settings, clock);
        SmtpConnection? connection = null;
        try
        {
            connection = await connections.TakeAsync(patience.Token);
            return await connection.SendAsync(message, patience);
        }
        catch (Exception e) when (SmtpFailure.Of(e, settings.Host, Silence()) is { } failure)
        {
            throw failure;
        }
        finally
        {
            if (connection is not null)
                await connections.ReturnAsync(connection);
        }

        MailFailure Silence() => connection is null ? MailFailure.Unreachable
            : patience.ContentHasBegun ? MailFailure.InDoubt
            : MailFailure.Interrupted;
    }
}
