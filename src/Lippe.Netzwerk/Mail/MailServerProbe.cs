using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Mail;

/// <summary>Asks the mail server of the settings what it offers, without sending it a mail.</summary>
public sealed class MailServerProbe(HubAddress address, MailSettings settings, TimeProvider clock)
{
    /// <summary>What it offers, once it took the connection and the sign-in.</summary>
    /// <exception cref="MailNotSentException">It did not.</exception>
    public async Task<string> AskAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var connection = await SmtpConnection.OpenAsync(address, settings, either.Token);
            var offer = connection.Offer;
            await connection.QuitAsync(either.Token);
            return offer;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested
            && SmtpFailure.Of(e, settings.Host, MailFailure.Unreachable) is { } failure)
        {
            throw failure;
        }
    }
}
