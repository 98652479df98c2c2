namespace Lippe.Netzwerk.Domain;

/// <summary>One municipality's use of a project, as that municipality says itself; there is one for both.</summary>
public sealed class Adoption : IRecorded, IVersioned
{
    /// <summary>Months after which the municipality is asked whether it still holds.</summary>
    public const int MonthsUntilAsked = 6;

    /// <summary>Months after which it counts no more, unless confirmed.</summary>
    public const int MonthsUntilLapsed = 12;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProjectId { get; init; }

    public required Guid MunicipalityId { get; init; }

    public AdoptionFacts Facts { get; private set; } = new() { Stage = AdoptionStage.Interested };

    /// <summary>The stages so far with the moment each was said, the present one last.</summary>
    public List<StageChange> History { get; private set; } = [];

    /// <summary>When the present stage was said.</summary>
    public DateTimeOffset StagedAt { get; private set; }

    /// <summary>When the municipality itself said so last; null for what others said for it.</summary>
    public DateOnly? ConfirmedOn { get; private set; }

    /// <summary>Where others know it from; null for what a member said.</summary>
    public AdoptionSource? Source { get; private set; }

    public long Version { get; private set; }

    // Named by its project: that is what looks different after a change.
    (string Kind, string Id) IRecorded.Record => (RecordKinds.Adoption, ProjectId.ToString());

    /// <summary>Whether it would go back to a stage that lies behind it, which may be a slip.</summary>
    /// <remarks>What ended may begin again.</remarks>
    public bool WouldGoBackTo(AdoptionStage stage) =>
        Version > 0 && stage < Facts.Stage && Facts.Stage != AdoptionStage.Ended;

    /// <summary>Takes over what the municipality says.</summary>
    /// <param name="facts">All of it.</param>
    /// <param name="at">Now.</param>
    public void Say(AdoptionFacts facts, DateTimeOffset at)
    {
        Take(facts, at);
        Confirm(at.InBerlin());
    }

    /// <summary>Takes over what somebody else says for it, who cannot confirm it.</summary>
    /// <param name="facts">All of it.</param>
    /// <param name="source">Where it is known from; null for a coordinator's own word.</param>
    /// <param name="at">Now.</param>
    public void SayFor(AdoptionFacts facts, AdoptionSource? source, DateTimeOffset at)
    {
        Take(facts, at);
        (ConfirmedOn, Source) = (null, source);
    }

    /// <summary>The municipality says that all of it still holds.</summary>
    public void Confirm(DateOnly today) => (ConfirmedOn, Source) = (today, null);

    /// <summary>Nobody is to be asked any more; others may know whom to ask.</summary>
    public void ForgetContact() => Facts = Facts with { ContactId = null };

    /// <summary>How far its word can be relied on.</summary>
    public AdoptionStanding StandingOn(DateOnly today) =>
        ConfirmedOn is not { } day ? AdoptionStanding.Unconfirmed
        : today < day.AddMonths(MonthsUntilAsked) ? AdoptionStanding.Confirmed
        : today < day.AddMonths(MonthsUntilLapsed) ? AdoptionStanding.Fading
        : AdoptionStanding.Lapsed;

    // A stage that lies behind is a correction: what was said by mistake leaves the history.
    private void Take(AdoptionFacts facts, DateTimeOffset at)
    {
        if (WouldGoBackTo(facts.Stage))
            History.RemoveAll(change => change.Stage > facts.Stage);
        if (History.LastOrDefault()?.Stage != facts.Stage)
            History.Add(new StageChange(facts.Stage, at));
        StagedAt = History[^1].At;
        Facts = facts;
    }
}

/// <summary>A stage, and the moment it was said.</summary>
public sealed record StageChange(AdoptionStage Stage, DateTimeOffset At);

/// <summary>Where somebody else knows of an adoption from.</summary>
/// <param name="Name">What the source is called.</param>
/// <param name="Link">Its address.</param>
/// <param name="AsOf">The day it is from, or was read.</param>
public sealed record AdoptionSource(string Name, string Link, DateOnly AsOf);

/// <summary>How far the word of an adoption can be relied on.</summary>
public enum AdoptionStanding
{
    /// <summary>Others said it; the municipality has not confirmed it.</summary>
    Unconfirmed,

    Confirmed,

    /// <summary>Not confirmed for half a year; it still counts.</summary>
    Fading,

    /// <summary>Not confirmed for a year; it does not count.</summary>
    Lapsed,
}
