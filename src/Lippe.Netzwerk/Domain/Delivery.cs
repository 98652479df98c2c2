namespace Lippe.Netzwerk.Domain;

/// <summary>
/// One mail to one member, a digest or a notice that cannot wait for one; unique per key and member, written before
/// anything is sent.
/// </summary>
public sealed class Delivery
{
    /// <summary>After the last attempt, about three days after the first, only a person tries again.</summary>
    public const int MaxAttempts = 9;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DeliveryOccasion Occasion { get; init; }

    /// <summary>The issue it is a copy of; null for a weekly or daily digest, and for a notice.</summary>
    public string? DigestId { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>The revision that asks for a release; null for other mails.</summary>
    public Guid? RevisionId { get; init; }

    /// <summary>
    /// The month, the day a weekly or daily digest is due, or what a notice is about; unique for a member.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>First moment told; where the member's last digest ended. Null for a notice.</summary>
    public DateTimeOffset? NewsFrom { get; init; }

    /// <summary>First moment no longer told. Null for a notice.</summary>
    public DateTimeOffset? NewsUntil { get; init; }

    /// <summary>What a digest tells about; null for a notice.</summary>
    public DigestWindow? Window =>
        NewsFrom is { } from && NewsUntil is { } until ? new DigestWindow(from, until) : null;

    public DeliveryState State { get; init; }

    /// <summary>How often it was handed over; the number also tells a late answer from the current one.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before that moment.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>What the mail server answered last.</summary>
    public string Answer { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The mail that asks a member to release what a revision put into review.</summary>
    public static Delivery OfRelease(Revision revision, Guid memberId) => new()
    {
        Occasion = DeliveryOccasion.Release,
        RevisionId = revision.Id,
        MemberId = memberId,
        Key = $"freigabe:{revision.Id:N}",
        NextAttemptAt = revision.At,
    };

    /// <summary>A member's copy of a prepared issue.</summary>
    /// <param name="digest">The issue.</param>
    /// <param name="memberId">Whose copy.</param>
    /// <param name="from">First moment told.</param>
    /// <param name="dueAt">When the member wants it.</param>
    public static Delivery OfIssue(Digest digest, Guid memberId, DateTimeOffset from, DateTimeOffset dueAt) => new()
    {
        DigestId = digest.Id,
        MemberId = memberId,
        Key = digest.Id,
        NewsFrom = from,
        NewsUntil = digest.NewsUntil,
        NextAttemptAt = dueAt > digest.PreparedAt!.Value ? dueAt : digest.PreparedAt.Value,
    };

    /// <summary>A member's weekly or daily digest, due when its window ends.</summary>
    public static Delivery OfRhythm(Guid memberId, DigestWindow window, DateTimeOffset now) => new()
    {
        MemberId = memberId,
        Key = DigestRhythm.PeriodOf(window.Until),
        NewsFrom = window.From,
        NewsUntil = window.Until,
        NextAttemptAt = now,
    };

    /// <summary>The mail that reminds a member of reviews; one a day at most.</summary>
    public static Delivery OfReminder(Guid memberId, DateTimeOffset now) => new()
    {
        Occasion = DeliveryOccasion.Reminder,
        MemberId = memberId,
        Key = ReminderKey(now.InBerlin()),
        NextAttemptAt = now,
    };

    /// <summary>The key of the reminders of a day.</summary>
    public static string ReminderKey(DateOnly day) => $"erinnerung:{day:yyyy-MM-dd}";

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

    /// <summary>
    /// With a worker, who has not yet spoken to the mail server about it: another worker may take it at any time.
    /// </summary>
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

    /// <summary>Before the mail was sent the member unsubscribed or left, or there was nothing left to ask.</summary>
    Withdrawn,
}
