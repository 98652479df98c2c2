namespace Lippe.Netzwerk.Domain;

/// <summary>A single-use link that makes one member; only a hash of its secret is stored.</summary>
public sealed class Invitation : IRecorded, IVersioned
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How long one that was taken back is kept at least, so that it can come back.</summary>
    public static readonly TimeSpan TimeToReturn = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of the secret in its link; empty before it has one.</summary>
    public string SecretHash { get; private set; } = "";

    /// <summary>Where the link was sent; null when whoever opens it names their own address.</summary>
    public string? Email { get; set; }

    public required string Name { get; set; }

    public required Role Role { get; set; }

    /// <summary>Null when whoever opens the link chooses.</summary>
    public Guid? MunicipalityId { get; set; }

    public Guid? InvitedById { get; init; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>What became of the mail with its link.</summary>
    public InvitationMailing Mailing { get; private set; }

    /// <summary>Since when a job tries to send the mail; null where none was asked.</summary>
    public DateTimeOffset? WaitsSince { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Since when it is taken back; null while it is not.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The member it made; null while it is open.</summary>
    public Guid? AcceptedById { get; private set; }

    /// <summary>Counts changes: a link opened twice at the same moment makes one member.</summary>
    public long Version { get; private set; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Invitation, Id.ToString());

    public bool IsOpen(DateTimeOffset at) => AcceptedAt is null && WithdrawnAt is null && at < ExpiresAt;

    /// <summary>Uses the invitation up.</summary>
    public void Accept(Guid memberId, DateTimeOffset at) => (AcceptedById, AcceptedAt) = (memberId, at);

    /// <summary>Takes the invitation back; its link ends.</summary>
    public void Withdraw(DateTimeOffset at) => WithdrawnAt = at;

    /// <summary>Lets it be again what it was before it was taken back, its link included.</summary>
    public void Return() => WithdrawnAt = null;

    /// <summary>Gives the invitation a link, for its whole lifetime; one it had before ends.</summary>
    /// <returns>The link's secret, which is known only now.</returns>
    public string Seal(DateTimeOffset at)
    {
        var secret = LinkSecret.New();
        SecretHash = LinkSecret.Hash(secret);
        ExpiresAt = at + Lifetime;
        Mailing = InvitationMailing.Sent;
        return secret;
    }

    /// <summary>Lets a job send the mail, with a new link; for a day at most.</summary>
    public void AwaitMail(DateTimeOffset at)
    {
        WaitsSince ??= at;
        Mailing = at < WaitsSince + LongestWait ? InvitationMailing.Waiting : InvitationMailing.Missed;
    }

    /// <summary>The mail did not go out.</summary>
    public void MissMail() => Mailing = InvitationMailing.Missed;
}

/// <summary>What became of the mail with an invitation's link.</summary>
public enum InvitationMailing
{
    /// <summary>It went out, or whoever has the link passes it on.</summary>
    Sent,

    /// <summary>A job sends it soon.</summary>
    Waiting,

    /// <summary>It went nowhere; a coordinator decides what to do.</summary>
    Missed,
}
