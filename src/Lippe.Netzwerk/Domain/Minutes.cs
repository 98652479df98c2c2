namespace Lippe.Netzwerk.Domain;

/// <summary>Notes of a meeting.</summary>
public sealed class Minutes : Document
{
    public MinutesFacts Facts { get; private set; } = new();

    public override DocumentKind Kind => DocumentKind.Minutes;

    /// <summary>The day of the meeting; without one, minutes stand behind all others.</summary>
    public override DateTimeOffset ListedAt => Facts.Date?.StartsAt() ?? DateTimeOffset.UnixEpoch;

    public override bool IsComplete => base.IsComplete && Facts.Date is not null;

    private protected override object CopyFacts() => Facts with { };

    private protected override void TakeFacts(object? facts)
    {
        Facts = facts as MinutesFacts ?? new();
        PlausibleDays.Require(Facts.Date);
    }
}

/// <summary>When and where a meeting took place, who attended, what was on the agenda.</summary>
public sealed record MinutesFacts
{
    public DateOnly? Date { get; set; }

    /// <summary>A place or the link of a video conference.</summary>
    public string Place { get; set; } = "";

    public List<string> Attendees { get; set; } = [];

    public List<string> Agenda { get; set; } = [];
}
