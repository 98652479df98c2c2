using System.Net.Mail;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Telemetry;

namespace Lippe.Netzwerk.Mail;

/// <summary>Hands mails to the SMTP server of the settings.</summary>
internal sealed class SmtpMailer(HubSettings settings, MailSender sender, SmtpConnections connections, TimeProvider clock) : IMailer
{
    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var from = await sender.AddressAsync(cancellation);
        var to = Recipient(mail.To);
        var messageId = mail.Headers.GetValueOrDefault("Message-ID") ?? await sender.NewMessageIdAsync(cancellation);
        var message = MimeMessage.Write(mail, from, messageId, clock.GetUtcNow());
        using var trace = HubTelemetry.Trace("mail");
        var began = clock.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Mail.Timeout);
        var isBegun = false;
        try
        {
            var connection = await connections.TakeAsync(patience.Token);
            isBegun = true;
            var reply = await SendAsync(connection, MimeHeader.Ascii(from), to, message, patience.Token);
            HubTelemetry.MailEnded(clock.GetElapsedTime(began), "accepted");
            return reply.ToString();
        }
        catch (MailNotSentException e)
        {
            HubTelemetry.MailEnded(clock.GetElapsedTime(began), e.Failure.ToString().ToLowerInvariant());
            throw;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            HubTelemetry.MailEnded(clock.GetElapsedTime(began), "slow");
            throw SmtpFailure.TooSlow(settings.Mail.Host, settings.Mail.Timeout, isBegun);
        }
    }

    private async Task<SmtpReply> SendAsync(SmtpConnection connection, string from, string to, byte[] message, CancellationToken cancellation)
    {
        var isUsable = false;
        try
        {
            var reply = await connection.SendAsync(from, to, message, cancellation);
            isUsable = true;
            return reply;
        }
        catch (SmtpRefusalException e)
        {
            isUsable = true;
            throw SmtpFailure.Of(e);
        }
        catch (IOException e)
        {
            throw SmtpFailure.Of(e, settings.Mail.Host);
        }
        finally
        {
            // A connection whose mail was cut off cannot say any more where it stands.
            await (isUsable ? connections.ReturnAsync(connection, cancellation) : connection.DisposeAsync().AsTask());
        }
    }

    private static string Recipient(string address)
    {
        try
        {
            return MimeHeader.Ascii(new MailAddress(address));
        }
        catch (FormatException e)
        {
            throw new MailNotSentException($"Die Adresse „{address}“ ist keine Mailadresse.", MailFailure.Refused, e);
        }
    }
}
