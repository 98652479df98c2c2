using System.Net;
using System.Text;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Mail;

/// <summary>A conversation with the mail server: greeted, encrypted and signed in, ready for one mail after the other.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpChannel _channel;
    private IReadOnlyList<string> _offers = [];

    private SmtpConnection(SmtpChannel channel) => _channel = channel;

    /// <summary>How many mails went this way.</summary>
    public int Mails { get; private set; }

    /// <summary>When it was put aside last.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Connects and does all that comes before the first mail.</summary>
    /// <exception cref="MailNotSentException">No mail gets through at the moment.</exception>
    public static async Task<SmtpConnection> OpenAsync(MailSettings settings, CancellationToken cancellation)
    {
        SmtpConnection? connection = null;
        try
        {
            connection = new SmtpConnection(await SmtpChannel.OpenAsync(settings.Host, settings.Port, cancellation));
            await connection.PrepareAsync(settings, cancellation);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            if (SmtpFailure.BeforeMail(e, settings.Host) is { } failure)
                throw failure;
            throw;
        }
    }

    /// <summary>Clears what an earlier mail left behind; false when the server does not talk any more.</summary>
    public async Task<bool> ResetAsync(CancellationToken cancellation)
    {
        try
        {
            await _channel.AskAsync("RSET", cancellation);
            return true;
        }
        catch (Exception e) when (e is SmtpRefusalException or IOException)
        {
            return false;
        }
    }

    /// <summary>Hands one mail over.</summary>
    /// <returns>The server's answer to the whole mail.</returns>
    /// <exception cref="SmtpRefusalException">It was not taken over; the connection can be reset.</exception>
    public async Task<SmtpReply> SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        Mails++;
        await _channel.AskAsync($"MAIL FROM:<{from}>", cancellation);
        await _channel.AskAsync($"RCPT TO:<{to}>", cancellation);
        await _channel.AskAsync("DATA", cancellation);
        return await _channel.DeliverAsync(message, cancellation);
    }

    /// <summary>Says goodbye, as far as the server listens.</summary>
    public async Task QuitAsync(CancellationToken cancellation)
    {
        await using (_channel)
        {
            try
            {
                await _channel.AskAsync("QUIT", cancellation);
            }
            catch (Exception e) when (e is SmtpRefusalException or IOException or OperationCanceledException)
            {
                // The connection ends either way.
            }
        }
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private async Task PrepareAsync(MailSettings settings, CancellationToken cancellation)
    {
        await _channel.ReadAsync(cancellation);
        await GreetAsync(cancellation);
        if (settings.StartTls)
        {
            if (!Offers("STARTTLS"))
                throw new IOException("Er bietet keine Verschlüsselung (STARTTLS) an.");
            await _channel.AskAsync("STARTTLS", cancellation);
            await _channel.EncryptAsync(settings.Host, cancellation);
            await GreetAsync(cancellation);
        }

        if (settings.User.Length > 0)
            await SignInAsync(settings.User, settings.Password, cancellation);
    }

    private async Task GreetAsync(CancellationToken cancellation) =>
        _offers = (await _channel.AskAsync($"EHLO {HostName()}", cancellation)).Lines;

    private bool Offers(string extension) => _offers.Any(line => line.Split(' ')[0].Equals(extension, StringComparison.OrdinalIgnoreCase));

    private async Task SignInAsync(string user, string password, CancellationToken cancellation)
    {
        var ways = _offers.Where(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)).SelectMany(line => line.Split(' ', '=')).ToList();
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await _channel.AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellation);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await _channel.AskAsync("AUTH LOGIN", cancellation);
            await _channel.AskAsync(Base64(user), cancellation);
            await _channel.AskAsync(Base64(password), cancellation);
        }
        else
        {
            throw new IOException("Er bietet keine Anmeldung mit PLAIN oder LOGIN an.");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string HostName()
    {
        var name = Dns.GetHostName();
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? name : "[127.0.0.1]";
    }
}
