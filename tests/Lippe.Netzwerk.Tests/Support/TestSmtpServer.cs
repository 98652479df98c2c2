using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Mail;
using MimeKit;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>
/// A mail server: npm's smtp-server in <c>smtp.mjs</c>. It takes mails over, defers those to <c>defer…</c> and refuses
/// those to <c>refuse…</c>. It says nothing more to <c>hang…</c>; of mails to <c>close…</c> and <c>silent…</c> it takes
/// the content, then ends the connection or says nothing more.
/// </summary>
public sealed class TestSmtpServer : TestProgram
{
    private readonly MailSecurity _security;
    private readonly ConcurrentQueue<ReceivedMail> _mails = [];
    private readonly ConcurrentQueue<string> _signIns = [];
    private readonly ConcurrentQueue<string> _recipients = [];
    private int _connections;

    /// <param name="port">Any free one when 0.</param>
    /// <param name="security">How hubs that are connected speak to it.</param>
    /// <param name="authority">Vouches for it when it encrypts.</param>
    public TestSmtpServer(int port = 0, MailSecurity security = MailSecurity.None, TestAuthority? authority = null)
        : base("smtp.mjs", $"{port}", $"{security}", authority?.ServerFile ?? "") => _security = security;

    /// <summary>What was taken over until now, in order.</summary>
    public IReadOnlyCollection<ReceivedMail> Mails => UpToNow(_mails);

    /// <summary>What was said to sign in.</summary>
    public IReadOnlyCollection<string> SignIns => UpToNow(_signIns);

    /// <summary>The commands that named recipients, letter by letter.</summary>
    public IReadOnlyCollection<string> Recipients => UpToNow(_recipients);

    /// <summary>How many connections there were.</summary>
    public int Connections
    {
        get
        {
            Steer([]);
            return _connections;
        }
    }

    /// <summary>How long the answer to a mail takes.</summary>
    public TimeSpan Delay { set => Steer(new JsonObject { ["delay"] = value.TotalMilliseconds }); }

    /// <summary>Whether addresses are treated by their first word.</summary>
    public bool IsStrict { set => Steer(new JsonObject { ["isStrict"] = value }); }

    /// <summary>After that many mails of a connection the server ends it.</summary>
    public int MailsPerConnection { set => Steer(new JsonObject { ["mailsPerConnection"] = value }); }

    /// <summary>After that many mails the server is killed.</summary>
    public int DiesAfter { set => Steer(new JsonObject { ["diesAfter"] = value }); }

    /// <summary>The ways to sign in that it offers, for example PLAIN.</summary>
    public string[] OffersSignIn
    {
        set => Steer(new JsonObject { ["signIn"] = new JsonArray([.. value.Select(way => (JsonNode)way)]) });
    }

    /// <summary>Whether nobody may sign in.</summary>
    public bool RefusesSignIn { set => Steer(new JsonObject { ["refusesSignIn"] = value }); }

    /// <summary>Whether nobody may be the sender.</summary>
    public bool RefusesSender { set => Steer(new JsonObject { ["refusesSender"] = value }); }

    /// <summary>Sends a hub's mails here.</summary>
    public void Connect(HubSettings settings) =>
        (settings.Mail.Host, settings.Mail.Port, settings.Mail.Security) = ("127.0.0.1", Port, _security);

    protected override void Hear(JsonElement said)
    {
        if (said.TryGetProperty("raw", out _))
            _mails.Enqueue(said.Deserialize<ReceivedMail>(JsonSerializerOptions.Web)!);
        else if (said.TryGetProperty("signIn", out var signIn))
            _signIns.Enqueue(signIn.GetString()!);
        else if (said.TryGetProperty("recipient", out var recipient))
            _recipients.Enqueue(recipient.GetString()!);
        else if (said.TryGetProperty("connection", out _))
            _connections++;
    }

    private ConcurrentQueue<T> UpToNow<T>(ConcurrentQueue<T> heard)
    {
        Steer([]);
        return heard;
    }
}

/// <summary>A mail as it arrived.</summary>
/// <param name="To">Whom it was for.</param>
/// <param name="Raw">Its bytes; ASCII.</param>
/// <param name="Name">What the sending program called itself.</param>
/// <param name="IsEncrypted">Whether it came over an encrypted connection.</param>
public sealed record ReceivedMail(string To, string Raw, string Name = "", bool IsEncrypted = false)
{
    public string Text => Message().TextBody!.ReplaceLineEndings("\n");

    public string Html => Message().HtmlBody!.ReplaceLineEndings("\n");

    /// <summary>A header line, unfolded and decoded; empty when there is none.</summary>
    public string Header(string name) => Message().Headers[name] ?? "";

    /// <summary>The mail as programs read it.</summary>
    public MimeMessage Message()
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(Raw));
        return MimeMessage.Load(stream);
    }
}
