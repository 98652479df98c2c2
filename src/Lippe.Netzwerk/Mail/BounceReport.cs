using Lippe.Netzwerk.Domain;
using MimeKit;
using MimeKit.IO;

namespace Lippe.Netzwerk.Mail;

/// <summary>A mail that came back: what a mail server reports about one it had taken over (RFC 3464).</summary>
/// <param name="MessageId">Of the mail that came back, without angle brackets; empty when it is not told.</param>
/// <param name="IsPermanent">Whether the address will not take the next mail either.</param>
/// <param name="Reason">The server's words.</param>
public sealed record BounceReport(string MessageId, bool IsPermanent, string Reason)
{
    /// <summary>In bytes. A report is short; of a whole mail sent back with it, the header lines are enough.</summary>
    internal const int LongestReport = 256 * 1024;

    /// <summary>What mails that are reports call themselves in their Content-Type.</summary>
    internal const string Type = "delivery-status";

    private const int LongestReason = 500;

    /// <summary>
    /// Reads a report; null for any other mail, such as an answer of a person, which stays where it is.
    /// </summary>
    internal static async Task<BounceReport?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        await using var start = new BoundStream(stream, 0, LongestReport, leaveOpen: true);
        try
        {
            using var mail = await MimeMessage.LoadAsync(start, cancellation);
            return Of(mail);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static BounceReport? Of(MimeMessage mail)
    {
        if (mail.Body is not MultipartReport body || !Type.Equals(body.ReportType, StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = mail.BodyParts.ToList();
        var groups = parts.OfType<MessageDeliveryStatus>().FirstOrDefault()?.StatusGroups;
        // The first group is about the mail, each further one about a recipient; ours have one.
        var recipient = groups?.FirstOrDefault(group => group.Contains("Action"));
        var original = parts.OfType<MessagePart>().FirstOrDefault()?.Message?.MessageId;
        if (recipient is null || original is null)
            return new BounceReport("", false, "");
        var status = PlainText.CleanLine(recipient["Status"]);
        var isFailed = PlainText.CleanLine(recipient["Action"]).Equals("failed", StringComparison.OrdinalIgnoreCase);
        var reason = PlainText.CleanLine($"{status} {recipient["Diagnostic-Code"]}");
        return new BounceReport(
            original,
            isFailed && status.StartsWith('5'),
            reason.Length > LongestReason ? reason[..PlainText.CutBefore(reason, LongestReason)] : reason);
    }
}
