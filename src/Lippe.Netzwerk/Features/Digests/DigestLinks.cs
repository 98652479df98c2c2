using System.Buffers.Text;
using System.Security.Cryptography;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Signed links of a mail: each works without sign-in, for one member and one purpose only.</summary>
public sealed class DigestLinks(IDataProtectionProvider protection, HubSettings settings, TimeProvider clock)
{
    /// <summary>How long the page of a mail can be opened.</summary>
    public static readonly TimeSpan BrowserLifetime = TimeSpan.FromDays(180);

    private readonly IDataProtector _unsubscribe = protection.CreateProtector("digest.unsubscribe");
    private readonly IDataProtector _browser = protection.CreateProtector("digest.browser");

    /// <summary>Where a member unsubscribes; never expires, as old mails must keep their way out.</summary>
    public string Unsubscribe(Guid memberId) => $"{settings.Address}/abbestellen/{Protect(_unsubscribe, memberId.ToByteArray())}";

    /// <summary>Where a member reads one digest in the browser.</summary>
    public string Browser(DigestPeriod period, Guid memberId)
    {
        var expires = (clock.GetUtcNow() + BrowserLifetime).ToUnixTimeSeconds();
        byte[] content = [.. memberId.ToByteArray(), .. BitConverter.GetBytes(expires), .. BitConverter.GetBytes(period.Year), .. BitConverter.GetBytes(period.Month)];
        return $"{settings.Address}/monatsbriefe/{period}/ansicht/{Protect(_browser, content)}";
    }

    /// <summary>The member of an unsubscribe link; null for a forged one.</summary>
    public Guid? ReadUnsubscribe(string token) =>
        Unprotect(_unsubscribe, token) is { Length: 16 } content ? new Guid(content) : null;

    /// <summary>The member of a browser link for that digest; null for a forged or expired one.</summary>
    public Guid? ReadBrowser(DigestPeriod period, string token)
    {
        if (Unprotect(_browser, token) is not { Length: 32 } content)
            return null;
        var isAlive = clock.GetUtcNow().ToUnixTimeSeconds() < BitConverter.ToInt64(content, 16);
        var isOfPeriod = period == new DigestPeriod(BitConverter.ToInt32(content, 24), BitConverter.ToInt32(content, 28));
        return isAlive && isOfPeriod ? new Guid(content.AsSpan(0, 16)) : null;
    }

    private static string Protect(IDataProtector protector, byte[] content) => Base64Url.EncodeToString(protector.Protect(content));

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
