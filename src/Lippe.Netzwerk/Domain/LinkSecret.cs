using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lippe.Netzwerk.Domain;

/// <summary>What a mail's link ends with; only its hash is stored.</summary>
public static class LinkSecret
{
    /// <summary>256 bits as 43 URL-safe characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of a secret, URL-safe; high-entropy input needs no slow hash.</summary>
    public static string Hash(string secret) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
