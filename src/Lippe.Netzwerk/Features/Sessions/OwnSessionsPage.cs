using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Where a member is signed in, this device first.</summary>
public sealed record OwnSessionsPage(IReadOnlyList<OwnSessionRow> Rows, DateOnly Today)
{
    public bool HasOthers => Rows.Any(row => !row.IsThis);

    /// <summary>The day in words.</summary>
    public string SeenOn(OwnSessionRow row) => (Today.DayNumber - row.Session.SeenOn.DayNumber) switch
    {
        <= 0 => "heute",
        1 => "gestern",
        _ => row.Session.SeenOn.LongDay(),
    };
}

/// <summary>One device.</summary>
/// <param name="IsThis">Whether it is the one that looks at the page.</param>
public sealed record OwnSessionRow(SignInSession Session, bool IsThis);
