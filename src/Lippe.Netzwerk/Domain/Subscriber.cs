namespace Lippe.Netzwerk.Domain;

/// <summary>
/// Somebody without an account who gets the public part of the monthly letter; nothing is known of them but the
/// address, and nothing stays of them when they unsubscribe.
/// </summary>
public sealed class Subscriber : IVersioned
{
    /// <summary>How long the owner of the address may take to say that it was their wish.</summary>
    public static readonly TimeSpan TimeToConfirm = TimeSpan.FromDays(3);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As <see cref="EmailAddress.Clean"/> leaves it; unique.</summary>
    public required string Email { get; init; }

    /// <summary>When somebody last typed the address; null once that is forgotten.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>When the owner of the address said yes; no letter goes before.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether an answer still counts.</summary>
    public bool CanConfirm(DateTimeOffset at) => ConfirmedAt is not null || at < AskedAt + TimeToConfirm;

    /// <summary>Somebody types the address.</summary>
    /// <returns>Whether its owner is asked: once an hour at most.</returns>
    public bool Ask(DateTimeOffset at)
    {
        if (at < AskedAt + Pause)
            return false;
        AskedAt = at;
        return true;
    }

    /// <summary>The owner of the address says yes.</summary>
    public void Confirm(DateTimeOffset at) => ConfirmedAt ??= at;

    /// <summary>Nobody needs to know any more when somebody typed the address.</summary>
    public void ForgetAsking() => AskedAt = null;
}
