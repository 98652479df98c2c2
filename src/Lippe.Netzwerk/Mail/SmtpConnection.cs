using System.Net.Sockets;
using System.Text;
using Lippe.Netzwerk.Domain;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Lippe.Netzwerk.Mail;

/// <summary>A conversation with the mail server: encrypted and signed in, ready for one mail after the other.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly SmtpClient _client;

    private readonly Socket _socket;

    private SmtpConnection(SmtpClient client, Socket socket) => (_client, _socket) = (client, socket);

    /// <summary>How many mails went this way.</summary>
    public int Mails { get; private set; }

    /// <summary>When it was put aside last.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Whether the last mail left it as it should be.</summary>
    public bool IsOpen => _client.IsConnected;

    /// <summary>Whether the server said or did something unasked: then it is its goodbye.</summary>
    public bool HasEnded => _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>Connects and does all that comes before the first mail.</summary>
    public static async Task<SmtpConnection> OpenAsync(
        HubAddress address, MailSettings settings, CancellationToken patience)
    {
        var client = new SmtpClient
        {
            // The machine's own name is nobody's business.
            LocalDomain = address.Host,
            // A hub behind a firewall reaches its mail server, and no authority's lists.
            CheckCertificateRevocation = false,
            Timeout = (int)settings.LongestMail.TotalMilliseconds,
        };
        try
        {
            return new SmtpConnection(client, await PrepareAsync(client, settings, patience));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>What the server offers, in words for whoever set it up.</summary>
    public string Offer => string.Join(", ",
    [
        _client.IsSecure ? $"verschlüsselt ({_client.SslProtocol})" : "unverschlüsselt",
        SignIn(_client),
        _client.MaxSize > 0 ? $"E-Mails bis {_client.MaxSize / 1_000_000} MB" : "keine Grenze für die Größe genannt",
    ]);

    /// <summary>Whether the server still listens.</summary>
    public async Task<bool> AnswersAsync(CancellationToken patience)
    {
        try
        {
            await _client.NoOpAsync(patience);
            return true;
        }
        catch (Exception e) when (e is SmtpCommandException or SmtpProtocolException or IOException)
        {
            return false;
        }
    }

    /// <returns>The server's answer to the whole mail.</returns>
    public async Task<string> SendAsync(MimeMessage message, SmtpPatience patience)
    {
        Mails++;
        var answer = await _client.SendAsync(message, patience.Token, patience);
        return $"{(int)SmtpStatusCode.Ok} {answer.ReplaceLineEndings(" ").Trim()}";
    }

    /// <summary>Says goodbye, as far as the server listens.</summary>
    public async Task QuitAsync(CancellationToken patience)
    {
        using (_client)
            await _client.DisconnectAsync(quit: true, patience);
    }

    public void Dispose() => _client.Dispose();

    private static string SignIn(SmtpClient client)
    {
        if (client.IsAuthenticated)
            return "Anmeldung angenommen";
        var ways = string.Join(", ", client.AuthenticationMechanisms.Order(StringComparer.Ordinal));
        return ways.Length > 0 ? $"ohne Anmeldung (möglich: {ways})" : "ohne Anmeldung";
    }

    private static async Task<Socket> PrepareAsync(SmtpClient client, MailSettings settings, CancellationToken patience)
    {
        var socket = await ReachAsync(settings, patience);
        await client.ConnectAsync(socket, settings.Host, settings.Port, Options(settings.Security), patience);
        if (settings.User.Length > 0)
            await client.AuthenticateAsync(Encoding.UTF8, settings.User, settings.Password, patience);
        // Else umlauts in domains travel as UTF-8, and the next server on the way may not take them.
        client.Capabilities &= ~SmtpCapabilities.UTF8;
        return socket;
    }

    // MailKit's own sockets hold the end of a mail back until the server has acknowledged its beginning: 40 ms a mail.
    private static async Task<Socket> ReachAsync(MailSettings settings, CancellationToken patience)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, patience);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
