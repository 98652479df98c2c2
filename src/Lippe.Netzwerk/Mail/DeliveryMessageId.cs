using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Mail;

/// <summary>
/// The Message-ID of a delivery's mail: the same for each attempt, and found again in what comes back.
/// </summary>
public static partial class DeliveryMessageId
{
    /// <summary>With its angle brackets.</summary>
    /// <param name="list">The list the mail belongs to, in small letters.</param>
    /// <param name="deliveryId">Whose mail it is.</param>
    /// <param name="domain">The sender's, in ASCII.</param>
    public static string Of(string list, Guid deliveryId, string domain) => $"<{list}-{deliveryId:N}@{domain}>";

    /// <summary>The delivery; null for any other Message-ID.</summary>
    /// <param name="messageId">Without angle brackets.</param>
    public static Guid? DeliveryIn(string messageId) =>
        Guid.TryParseExact(Delivery().Match(messageId).Groups[1].Value, "N", out var id) ? id : null;

    [GeneratedRegex("^[a-z]+-([0-9a-f]{32})@")]
    private static partial Regex Delivery();
}
