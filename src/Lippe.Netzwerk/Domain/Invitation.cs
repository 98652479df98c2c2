using System.Security.Cryptography;
using System.Text;

namespace Lippe.Netzwerk.Domain;

/// <summary>A single-use link that makes one member; only a hash of its secret is stored.</summary>
public sealed class Invitation : IRecorded, IVersioned
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of the secret in its link; empty before it has one.</summary>
    public string SecretHash { get; private set; } = "";

    /// <summary>Where the link was sent; null when whoever opens it names their own address.</summary>
    public string? Email { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    /// <summary>Null when whoever opens the link chooses.</summary>
    public Guid? MunicipalityId { get; init; }

    public Guid? InvitedById { get; init; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The member it made; null while it is open.</summary>
    public Guid? AcceptedById { get; private set; }

    /// <summary>Counts changes: a link opened twice at the same moment makes one member.</summary>
    public long Version { get; private set; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Invitation, Id.ToString());

    public bool IsOpen(DateTimeOffset at) => AcceptedAt is null && at < ExpiresAt;

    /// <summary>Uses the invitation up.</summary>
    public void Accept(Guid memberId, DateTimeOffset at) => (AcceptedById, AcceptedAt) = (memberId, at);

    /// <summary>Gives the invitation a link, for its whole lifetime; one it had before ends.</summary>
    /// <returns>The link's secret, which is known only now: 256 bits as 43 URL-safe characters.</returns>
    public string Seal(DateTimeOffset at)
    {
        var secret = Base64Url(RandomNumberGenerator.GetBytes(32));
        SecretHash = Hash(secret);
        ExpiresAt = at + Lifetime;
        return secret;
    }

    /// <summary>SHA-256 of a secret, URL-safe; high-entropy input needs no slow hash.</summary>
    public static string Hash(string secret) => Base64Url(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
