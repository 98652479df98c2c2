namespace Lippe.Netzwerk.Domain;

/// <summary>When mails of one kind went to somebody lately.</summary>
public sealed class RecentMails
{
    /// <summary>So many are enough for an hour, whoever asks for them.</summary>
    public const int MostAnHour = 4;

    /// <summary>A second click asks for what is under way already.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Of kind and recipient, unreadable.</summary>
    public required string Id { get; init; }

    public List<DateTimeOffset> Times { get; private set; } = [];

    /// <summary>Until when it has to be known.</summary>
    public DateTimeOffset KnownUntil { get; private set; }

    /// <summary>Counts another mail; false when it is one too many.</summary>
    public bool TryAdd(DateTimeOffset at)
    {
        Times.RemoveAll(time => time <= at - Hour);
        if (Times.Count >= MostAnHour || Times.Any(time => at < time + Pause))
            return false;
        Times.Add(at);
        KnownUntil = at + Hour;
        return true;
    }
}
