namespace Lippe.Netzwerk.Domain;

/// <summary>One member's copy of a digest; unique per digest and member, written before anything is sent.</summary>
public sealed class Delivery
{
    /// <summary>After the last attempt, about three days after the first, only a person tries again.</summary>
    public const int MaxAttempts = 9;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DigestId { get; init; }

    public required Guid MemberId { get; init; }

    public Member? Member { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Attempts begun so far; the number of an attempt also tells a late answer from the current one.</summary>
    public int Attempts { get; init; }

    /// <summary>When due: not before that moment. When sending: until then nobody else takes it.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>What the mail server answered last.</summary>
    public string Answer { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long to wait after a deferred attempt: 15 minutes, then twice as long each time.</summary>
    public static TimeSpan WaitAfter(int attempts) => FirstWait * Math.Pow(2, Math.Max(0, attempts - 1));
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent now or, after a deferral, later.</summary>
    Due,

    /// <summary>Leased by a worker.</summary>
    Sending,

    /// <summary>The mail server took it over.</summary>
    Accepted,

    /// <summary>Refused, or deferred too often.</summary>
    Failed,

    /// <summary>There was nothing to tell this member, so no mail was sent.</summary>
    Empty,

    /// <summary>The member unsubscribed or left before the mail was sent.</summary>
    Withdrawn,
}
