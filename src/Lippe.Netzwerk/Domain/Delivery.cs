namespace Lippe.Netzwerk.Domain;

/// <summary>
/// One mail to one member or subscriber, a digest or a notice that cannot wait for one; unique per key and recipient,
/// written before anything is sent.
/// </summary>
public sealed class Delivery : IVersioned
{
    /// <summary>After the last attempt, about three days after the first, only a person tries again.</summary>
    public const int MaxAttempts = 9;

    /// <summary>How long what became of it can be looked at.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Counts changes: whoever holds it after somebody else changed it can change it no more.</summary>
    public long Version { get; private set; }

    public DeliveryOccasion Occasion { get; init; }

    /// <summary>The issue it is a copy of; null for a weekly or daily digest, and for a notice.</summary>
    public string? DigestId { get; init; }

    /// <summary>
    /// The member it goes to or, for some digests and every confirmation, the <see cref="Subscriber"/>.
    /// </summary>
    public required Guid MemberId { get; init; }

    /// <summary>The revision that asks, or asked, for a release; null for other mails.</summary>
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

    public DeliveryState State { get; private set; }

    /// <summary>How often it was handed over.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether it was handed over as often as it may be.</summary>
    public bool IsExhausted => Attempts >= MaxAttempts;

    /// <summary>Not before that moment.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Until when nobody but the worker who has it may take it; null when nobody has it.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>What the mail server answered last.</summary>
    public string Answer { get; private set; } = "";

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Keys of what its mail tells; once it is accepted, what its reader knows.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    /// <summary>The mail that asks a member to release what a revision put into review.</summary>
    public static Delivery OfRelease(Revision revision, Guid memberId) => new()
    {
        Occasion = DeliveryOccasion.Release,
        RevisionId = revision.Id,
        MemberId = memberId,
        Key = $"freigabe:{revision.Id:N}",
        NextAttemptAt = revision.At,
    };

    /// <summary>The mail that tells whoever asked for a release that the document came back.</summary>
    public static Delivery OfReturn(ReleaseRequest request, Guid memberId) => new()
    {
        Occasion = DeliveryOccasion.Return,
        RevisionId = request.RevisionId,
        MemberId = memberId,
        Key = $"rueckgabe:{request.RevisionId:N}",
        NextAttemptAt = request.ReturnedAt!.Value,
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

    /// <summary>The mail that asks a subscriber whether they are one.</summary>
    public static Delivery OfConfirmation(Guid subscriberId, DateTimeOffset now) => new()
    {
        Occasion = DeliveryOccasion.Confirmation,
        MemberId = subscriberId,
        Key = $"bestellung:{now:yyyy-MM-ddTHH:mm:ss}",
        NextAttemptAt = now,
    };

    /// <summary>The key of the reminders of a day.</summary>
    public static string ReminderKey(DateOnly day) => $"erinnerung:{day:yyyy-MM-dd}";

    /// <summary>How long to wait after a deferred attempt: 15 minutes, then twice as long each time.</summary>
    public static TimeSpan WaitAfter(int attempts) => FirstWait * Math.Pow(2, Math.Max(0, attempts - 1));

    /// <summary>How long to wait after a connection that broke: a minute, then twice as long each time.</summary>
    public static TimeSpan WaitAfterBreak(int attempts) => WaitAfter(attempts) / 15;

    /// <summary>A worker takes it, to write its mail; when the lease ends, another one may.</summary>
    public void Claim(DateTimeOffset until)
    {
        Require(DeliveryState.Due, DeliveryState.Deferred, DeliveryState.Claimed, DeliveryState.HandingOver);
        (State, LeasedUntil) = (DeliveryState.Claimed, until);
    }

    /// <summary>Its mail is written and tells this.</summary>
    public void Tell(IEnumerable<string> keys)
    {
        Require(DeliveryState.Claimed);
        Told = [.. keys];
    }

    /// <summary>The mail server is told now; when the lease ends, nobody can hear its answer any more.</summary>
    public void HandOver(DateTimeOffset until)
    {
        Require(DeliveryState.Claimed);
        (State, Attempts, LeasedUntil) = (DeliveryState.HandingOver, Attempts + 1, until);
    }

    /// <summary>The mail server took it over.</summary>
    public void Accept(string answer, DateTimeOffset at)
    {
        Require(DeliveryState.HandingOver);
        End(DeliveryState.Accepted, answer, at);
    }

    /// <summary>No server will ever take it as it is.</summary>
    public void Refuse(string answer, DateTimeOffset at)
    {
        Require(DeliveryState.HandingOver);
        End(DeliveryState.Failed, answer, at);
    }

    /// <summary>It was not taken over for now; after the last attempt that is its end.</summary>
    public void Defer(string answer, TimeSpan wait, DateTimeOffset at)
    {
        Require(DeliveryState.HandingOver);
        if (IsExhausted)
            End(DeliveryState.Failed, answer, at);
        else
            (Answer, State, LeasedUntil, NextAttemptAt) = (answer, DeliveryState.Deferred, null, at + wait);
    }

    /// <summary>It counts as not tried: the mail server talks to nobody.</summary>
    public void TakeBack(string answer)
    {
        Require(DeliveryState.HandingOver);
        (Answer, Attempts) = (answer, Attempts - 1);
        Wait();
    }

    /// <summary>Its worker has no time for it.</summary>
    public void GiveBack()
    {
        Require(DeliveryState.Claimed);
        Wait();
    }

    /// <summary>Its recipient's mail server shall get no more mails until then.</summary>
    public void Postpone(DateTimeOffset until)
    {
        Require(DeliveryState.Claimed);
        NextAttemptAt = until;
        Wait();
    }

    /// <summary>The last attempt remained without an answer.</summary>
    public void GiveUp(DateTimeOffset at)
    {
        Require(DeliveryState.Claimed);
        End(DeliveryState.Failed, $"Nach {MaxAttempts} Versuchen aufgegeben. {Answer}".TrimEnd(), at);
    }

    /// <summary>There is nothing to tell.</summary>
    public void EndEmpty(DateTimeOffset at)
    {
        Require(DeliveryState.Claimed);
        End(DeliveryState.Empty, "", at);
    }

    /// <summary>The member does not want it any more, or there is nothing left to ask.</summary>
    public void Withdraw(string reason, DateTimeOffset at)
    {
        Require(DeliveryState.Claimed);
        End(DeliveryState.Withdrawn, reason, at);
    }

    /// <summary>The mail came back.</summary>
    public void Bounce(string reason)
    {
        Require(DeliveryState.Accepted);
        (State, Answer) = (DeliveryState.Bounced, reason);
    }

    /// <summary>Somebody stops the issue; a worker who has it finds it gone.</summary>
    public void Stop()
    {
        Require(DeliveryState.Due, DeliveryState.Claimed, DeliveryState.Deferred);
        (State, LeasedUntil) = (DeliveryState.Stopped, null);
    }

    /// <summary>The issue goes on.</summary>
    public void Resume()
    {
        Require(DeliveryState.Stopped);
        Wait();
    }

    /// <summary>Somebody wants it tried again, from the first attempt on.</summary>
    public void Retry(DateTimeOffset at)
    {
        Require(DeliveryState.Failed, DeliveryState.Bounced);
        (Attempts, NextAttemptAt, FinishedAt) = (0, at, null);
        Wait();
    }

    private void Wait() =>
        (State, LeasedUntil) = (Attempts == 0 ? DeliveryState.Due : DeliveryState.Deferred, null);

    private void End(DeliveryState state, string answer, DateTimeOffset at) =>
        (State, Answer, LeasedUntil, FinishedAt) = (state, answer, null, at);

    private void Require(params ReadOnlySpan<DeliveryState> states)
    {
        if (!states.Contains(State))
            throw new InvalidOperationException($"The delivery {Id} is {State}.");
    }
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Due,

    /// <summary>With a worker who writes it and has not spoken to the mail server about it.</summary>
    Claimed,

    /// <summary>The mail server is being told; only its answer, or the lease's end, changes that.</summary>
    HandingOver,

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
