namespace Lippe.Netzwerk.Domain;

/// <summary>Wrong passwords for one member in a row.</summary>
/// <remarks>No part of the member, because a stranger's guess changes nothing about them.</remarks>
public sealed class FailedSignIns
{
    /// <summary>So many lock the member out for a while.</summary>
    public const int Most = 8;

    /// <summary>How long the member is locked out.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>The member's.</summary>
    public required Guid Id { get; init; }

    public int Count { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset at) => at < LockedUntil;

    /// <summary>Counts one more; the last that is allowed locks, and the count begins anew.</summary>
    public void Add(DateTimeOffset at)
    {
        Count++;
        if (Count >= Most)
            (Count, LockedUntil) = (0, at + Pause);
    }
}
