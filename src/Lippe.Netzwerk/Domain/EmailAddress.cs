using System.Net.Mail;
using System.Text;

namespace Lippe.Netzwerk.Domain;

/// <summary>What counts as a mail address, wherever one is typed.</summary>
public static class EmailAddress
{
    /// <summary>As many characters as the database and the mail standards take.</summary>
    public const int LongestAddress = 254;

    /// <summary>Without stray white space and in lower case, as nearly every mail server reads it.</summary>
    public static string Clean(string? typed) => PlainText.CleanLine(typed).ToLowerInvariant();

    /// <summary>
    /// Whether only ASCII stands before the last @; most mail servers take no other name, while a domain's umlauts have
    /// another spelling.
    /// </summary>
    public static bool HasAsciiName(string? typed)
    {
        var text = Clean(typed);
        return Ascii.IsValid(text.AsSpan(0, Math.Max(0, text.LastIndexOf('@'))));
    }

    /// <summary>Whether a mail could go there: one name, one domain with a dot, nothing around them.</summary>
    public static bool IsValid(string? typed)
    {
        var text = Clean(typed);
        return HasAsciiName(text)
            && text.Length is > 0 and <= LongestAddress
            && MailAddress.TryCreate(text, out var address)
            && address.Address == text
            && address.Host.Contains('.', StringComparison.Ordinal)
            && !address.Host.EndsWith('.');
    }

    /// <summary>The address as Identity's normalised columns hold it.</summary>
    public static string Key(string? typed) => Clean(typed).Normalize().ToUpperInvariant();
}
