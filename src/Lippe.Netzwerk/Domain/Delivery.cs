namespace Lippe.Netzwerk.Domain;

/// <summary>One member's digest; unique per period and member, written before anything is sent.</summary>
public sealed class Delivery
{
    /// <summary>After the last attempt, about three days after the first, only a person tries again.</summary>
    public const int MaxAttempts = 9;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The issue it is a copy of; null for a weekly or daily digest.</summary>
    public Guid? DigestId { get; init; }

    public required Guid MemberId { get; init; }

    public Member? Member { get; init; }

    /// <summary>The month, or the day a weekly or daily digest is due; unique for a member.</summary>
    public required string Period { get; init; }

    /// <summary>First moment told; where the member's last digest ended.</summary>
    public required DateTimeOffset NewsFrom { get; init; }

    /// <summary>First moment no longer told.</summary>
    public required DateTimeOffset NewsUntil { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>How often it was handed over; the number also tells a late answer from the current one.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before that moment.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>What the mail server answered last.</summary>
    public string Answer { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long to wait after a deferred attempt: 15 minutes, then twice as long each time.</summary>
    public static TimeSpan WaitAfter(int attempts) => FirstWait * Math.Pow(2, Math.Max(0, attempts - 1));

    /// <summary>How long to wait after a connection that broke: a minute, then twice as long each time.</summary>
    public static TimeSpan WaitAfterBreak(int attempts) => WaitAfter(attempts) / 15;
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Due,

    /// <summary>With a worker, who has not yet spoken to the mail server about it: another worker may take it at any time.</summary>
    Composing,

    /// <summary>The mail server is being told; only its answer, or the worker's end, changes that.</summary>
    HandedOver,

    /// <summary>Not taken over for now; to be sent again later.</summary>
    Deferred,

    /// <summary>The mail server took it over.</summary>
    Accepted,

    /// <summary>Refused, or deferred too often.</summary>
    Failed,

    /// <summary>Taken over first, and sent back later.</summary>
    Bounced,

    /// <summary>A coordinator stopped the issue before the mail was handed over; it may go on.</summary>
    Stopped,

    /// <summary>There was nothing to tell this member, so no mail was sent.</summary>
    Empty,

    /// <summary>The member unsubscribed or left before the mail was sent.</summary>
    Withdrawn,
}
