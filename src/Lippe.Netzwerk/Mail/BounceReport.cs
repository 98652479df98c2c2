using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Mail;

/// <summary>A mail that came back: what a mail server reports about one it had taken over (RFC 3464).</summary>
/// <param name="MessageId">Of the mail that came back, with its angle brackets.</param>
/// <param name="IsPermanent">Whether the address will not take the next mail either.</param>
/// <param name="Reason">The server's words.</param>
public sealed partial record BounceReport(string MessageId, bool IsPermanent, string Reason)
{
    private const int LongestReason = 500;

    /// <summary>Reads a report; null for any other mail, such as an answer of a person or of a machine on holiday.</summary>
    public static BounceReport? Parse(string mail)
    {
        if (!mail.Contains("message/delivery-status", StringComparison.OrdinalIgnoreCase) || Action().Match(mail) is not { Success: true } action)
            return null;
        // The report itself has a Message-ID, too; that of the mail it is about comes behind the report's fields.
        var original = MessageIdField().Match(mail, action.Index);
        if (!original.Success)
            return null;
        var status = Status().Match(mail).Groups[1].Value;
        var reason = Folding().Replace(Diagnostic().Match(mail).Groups[1].Value, " ").Trim();
        var isPermanent = action.Groups[1].Value.Equals("failed", StringComparison.OrdinalIgnoreCase) && status.StartsWith('5');
        reason = $"{status} {reason}".Trim();
        return new BounceReport(original.Groups[1].Value, isPermanent, reason.Length > LongestReason ? reason[..LongestReason] : reason);
    }

    [GeneratedRegex(@"^Action:[ \t]*(\w+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Action();

    [GeneratedRegex(@"^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex(@"^Diagnostic-Code:[ \t]*([^\r\n]+(?:\r?\n[ \t][^\r\n]+)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Diagnostic();

    [GeneratedRegex(@"^Message-ID:\s*(<[^<>\s]+>)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageIdField();

    [GeneratedRegex(@"\s*\r?\n[ \t]+")]
    private static partial Regex Folding();
}
