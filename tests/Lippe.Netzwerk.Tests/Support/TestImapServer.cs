using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>A mailbox over IMAP, always encrypted: npm's hoodiecrow-imap in <c>imap.mjs</c>.</summary>
public sealed class TestImapServer(TestAuthority authority) : TestProgram("imap.mjs", authority.ServerFile)
{
    public const string Password = "geheim";

    private IReadOnlyList<string> _subjects = [];

    /// <summary>As an operator sets it.</summary>
    public string Address => $"imaps://bounces%40lippe.example@127.0.0.1:{Port}/INBOX";

    /// <summary>Of the mails that are in the mailbox, in order.</summary>
    public IReadOnlyList<string> Subjects
    {
        get
        {
            Steer([]);
            return _subjects;
        }
    }

    /// <summary>A mail arrives.</summary>
    public void Receive(string mail) => Steer(new JsonObject { ["mail"] = mail });

    /// <summary>Ends the connections there are.</summary>
    public void HangUp() => Steer(new JsonObject { ["hangsUp"] = true });

    protected override void Hear(JsonElement said) =>
        _subjects = said.GetProperty("subjects").Deserialize<List<string>>()!;
}
