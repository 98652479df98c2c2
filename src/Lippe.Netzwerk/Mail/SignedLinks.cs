using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Lippe.Netzwerk.Mail;

/// <summary>
/// Signed links of a mail: each works without sign-in, for one member or subscriber and one purpose only.
/// </summary>
public sealed class SignedLinks(IDataProtectionProvider protection, HubAddress address, TimeProvider clock)
{
    /// <summary>How long the page of a mail can be opened.</summary>
    public static readonly TimeSpan BrowserLifetime = TimeSpan.FromDays(180);

    /// <summary>How long what a mail asks for can be answered from it.</summary>
    public static readonly TimeSpan AnswerLifetime = TimeSpan.FromDays(60);

    private readonly IDataProtector _choice = protection.CreateProtector("digest.choice");
    private readonly IDataProtector _part = protection.CreateProtector("digest.part");
    private readonly IDataProtector _review = protection.CreateProtector("digest.review");
    private readonly IDataProtector _snooze = protection.CreateProtector("digest.snooze");
    private readonly IDataProtector _subscribe = protection.CreateProtector("digest.subscribe");
    private readonly IDataProtector _unsubscribe = protection.CreateProtector("digest.unsubscribe");
    private readonly IDataProtector _browser = protection.CreateProtector("digest.browser");

    /// <summary>A page of the hub, which needs no signature.</summary>
    public string To(string path) => address.Root + path;

    /// <summary>Where a subscriber confirms that they are one; they remember themselves how long.</summary>
    public string Subscribe(Guid subscriberId) =>
        To($"{DigestAddresses.Subscription}/{Protect(_subscribe, subscriberId.ToByteArray())}");

    /// <summary>Where a member or a subscriber unsubscribes from mails of one kind.</summary>
    /// <remarks>Never expires, as old mails must keep their way out.</remarks>
    public string Unsubscribe(Guid memberId, DeliveryOccasion occasion)
    {
        byte[] content = [.. memberId.ToByteArray(), .. Encoding.ASCII.GetBytes(occasion.ToString())];
        return To(DigestAddresses.Unsubscription + Protect(_unsubscribe, content));
    }

    /// <summary>Where a member reads one digest in the browser.</summary>
    public string Browser(DigestPeriod period, Guid memberId)
    {
        var expires = (clock.GetUtcNow() + BrowserLifetime).ToUnixTimeSeconds();
        byte[] content =
        [
            .. memberId.ToByteArray(), .. BitConverter.GetBytes(expires),
            .. BitConverter.GetBytes(period.Year), .. BitConverter.GetBytes(period.Month),
        ];
        return To(period.CopyAddress(Protect(_browser, content)));
    }

    /// <summary>Where a member chooses what comes when.</summary>
    public string Choice(Guid memberId) =>
        To(DigestAddresses.Choice + Expiring(_choice, memberId.ToByteArray()));

    /// <summary>Where a member does without one part.</summary>
    public string WithoutPart(Guid memberId, string part) =>
        To(DigestAddresses.Omission
            + Expiring(_part, [.. memberId.ToByteArray(), .. Encoding.ASCII.GetBytes(part)]));

    /// <summary>Where a member confirms that a document still holds, for this one due date.</summary>
    public string Review(ReviewRequest request) =>
        To(DigestAddresses.Confirmation + Expiring(_review, Content(request)));

    /// <summary>Where a member puts off a review; works once, until they are asked again.</summary>
    /// <param name="request">What is put off.</param>
    /// <param name="asked">The day from which the member is asked.</param>
    public string Snooze(ReviewRequest request, DateOnly asked)
    {
        byte[] content = [.. Content(request), .. BitConverter.GetBytes(asked.DayNumber)];
        return To(DigestAddresses.Snooze + Expiring(_snooze, content));
    }

    /// <summary>The subscriber of a link to confirm; null for a forged one.</summary>
    public Guid? ReadSubscribe(string token) =>
        Unprotect(_subscribe, token) is { Length: 16 } content ? new Guid(content) : null;

    /// <summary>The member of a link to choices; null for a forged or expired one.</summary>
    public Guid? ReadChoice(string token) =>
        ReadExpiring(_choice, token) is { Length: 16 } content ? new Guid(content) : null;

    /// <summary>Member and part of a link; null for a forged or expired one.</summary>
    public (Guid MemberId, string Part)? ReadWithoutPart(string token) =>
        ReadExpiring(_part, token) is { Length: > 16 } content
            ? (new Guid(content.AsSpan(0, 16)), Encoding.ASCII.GetString(content.AsSpan(16)))
            : null;

    /// <summary>Member, document and due date of a link; null for a forged or expired one.</summary>
    public ReviewRequest? ReadReview(string token) =>
        ReadExpiring(_review, token) is { Length: 36 } content ? RequestIn(content) : null;

    /// <summary>Member, document, due date and day of asking of a link; null for a forged or expired one.</summary>
    public (ReviewRequest Request, DateOnly Asked)? ReadSnooze(string token) =>
        ReadExpiring(_snooze, token) is { Length: 40 } content
            ? (RequestIn(content), DateOnly.FromDayNumber(BitConverter.ToInt32(content, 36)))
            : null;

    /// <summary>
    /// Recipient and kind of mail of an unsubscribe link; null for a forged one, and for one that acts for nobody.
    /// </summary>
    public (Guid RecipientId, DeliveryOccasion Occasion)? ReadUnsubscribe(string token)
    {
        if (Unprotect(_unsubscribe, token) is not { Length: > 16 } content)
            return null;
        if (!Enum.TryParse<DeliveryOccasion>(Encoding.ASCII.GetString(content.AsSpan(16)), out var occasion))
            return null;
        var recipient = new Guid(content.AsSpan(0, 16));
        return recipient == Guid.Empty ? null : (recipient, occasion);
    }

    /// <summary>The member of a browser link for that digest; null for a forged or expired one.</summary>
    public Guid? ReadBrowser(DigestPeriod period, string token)
    {
        if (Unprotect(_browser, token) is not { Length: 32 } content)
            return null;
        var isAlive = clock.GetUtcNow().ToUnixTimeSeconds() < BitConverter.ToInt64(content, 16);
        var signed = new DigestPeriod(BitConverter.ToInt32(content, 24), BitConverter.ToInt32(content, 28));
        return isAlive && signed == period ? new Guid(content.AsSpan(0, 16)) : null;
    }

    private static byte[] Content(ReviewRequest request) =>
    [
        .. request.MemberId.ToByteArray(),
        .. request.DocumentId.ToByteArray(),
        .. BitConverter.GetBytes(request.Due.DayNumber),
    ];

    private static ReviewRequest RequestIn(byte[] content) => new(
        new Guid(content.AsSpan(0, 16)),
        new Guid(content.AsSpan(16, 16)),
        DateOnly.FromDayNumber(BitConverter.ToInt32(content, 32)));

    private string Expiring(IDataProtector protector, byte[] content)
    {
        var expires = (clock.GetUtcNow() + AnswerLifetime).ToUnixTimeSeconds();
        return Protect(protector, [.. BitConverter.GetBytes(expires), .. content]);
    }

    private byte[]? ReadExpiring(IDataProtector protector, string token)
    {
        if (Unprotect(protector, token) is not { Length: > 8 } content)
            return null;
        return clock.GetUtcNow().ToUnixTimeSeconds() < BitConverter.ToInt64(content, 0) ? content[8..] : null;
    }

    private static string Protect(IDataProtector protector, byte[] content) =>
        Base64Url.EncodeToString(protector.Protect(content));

    private static byte[]? Unprotect(IDataProtector protector, string token)
    {
        try
        {
            return protector.Unprotect(Base64Url.DecodeFromChars(token));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>What a mail asks a member: whether a document still holds that was due on a day.</summary>
public sealed record ReviewRequest(Guid MemberId, Guid DocumentId, DateOnly Due);
