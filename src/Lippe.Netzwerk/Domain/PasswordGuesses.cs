namespace Lippe.Netzwerk.Domain;

/// <summary>Wrong passwords in a row from one source: for one address, or for whichever.</summary>
/// <remarks>
/// No part of the member, because a stranger's guess changes nothing about them; and counted by its source, so that it
/// keeps nobody out but those there.
/// </remarks>
public sealed class PasswordGuesses
{
    /// <summary>So many for one address make a source wait.</summary>
    public const int MostForOneAddress = 8;

    /// <summary>So many for any addresses make a source wait: a town hall may have one for all.</summary>
    public const int MostFromOneSource = 40;

    /// <summary>How long a source waits, and after how long without a guess the count begins anew.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>Of source and address, or the source alone, unreadable.</summary>
    public required string Id { get; init; }

    /// <summary>The address, unreadable; null for guesses at whichever.</summary>
    public string? Address { get; init; }

    public int Count { get; private set; }

    /// <summary>When the last one was made.</summary>
    public DateTimeOffset At { get; private set; }

    public DateTimeOffset PausedUntil => At + Pause;

    public bool ArePaused(DateTimeOffset at) =>
        Count >= (Address is null ? MostFromOneSource : MostForOneAddress) && at < PausedUntil;

    public void Add(DateTimeOffset at) => (Count, At) = (at < PausedUntil ? Count + 1 : 1, at);

    /// <summary>Takes one back: the password was right.</summary>
    public void TakeBack() => Count--;
}
