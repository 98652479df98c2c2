namespace Lippe.Netzwerk.Domain;

/// <summary>A member's wish for another mail address, which holds once it is confirmed from there.</summary>
public sealed class AddressChange : IVersioned
{
    /// <summary>How long its link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>The new address.</summary>
    public required string Email { get; init; }

    /// <summary>The address before; null while the change is not confirmed.</summary>
    public string? Former { get; private set; }

    /// <summary>Of the secret in its link.</summary>
    public string SecretHash { get; private set; } = "";

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public long Version { get; private set; }

    public bool IsOpen(DateTimeOffset at) => ConfirmedAt is null && at < ExpiresAt;

    /// <summary>Gives the change its link.</summary>
    /// <returns>The link's secret, which is known only now.</returns>
    public string Seal(DateTimeOffset at)
    {
        var secret = LinkSecret.New();
        SecretHash = LinkSecret.Hash(secret);
        ExpiresAt = at + Lifetime;
        return secret;
    }

    /// <summary>Ends its link: the member thought better of it, or wants yet another address.</summary>
    public void Withdraw(DateTimeOffset at) => ExpiresAt = at;

    /// <summary>Gives the member the new address, where mails arrive as far as anybody knows.</summary>
    public void Confirm(Member member, DateTimeOffset at)
    {
        (Former, ConfirmedAt) = (member.Email, at);
        member.Email = Email;
        member.ResumeMail();
    }
}
