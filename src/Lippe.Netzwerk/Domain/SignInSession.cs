namespace Lippe.Netzwerk.Domain;

/// <summary>
/// One sign-in of a member on one device. Its cookies open the hub only as long as this record is there.
/// </summary>
public sealed class SignInSession
{
    /// <summary>How long a session may be renewed before the password is asked for again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How long a cookie waits for its member.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(14);

    /// <summary>The same in all cookies that renew the first one.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    public required Guid MemberId { get; init; }

    /// <summary>When the password was given.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>The kind of browser, for example "Firefox unter Windows".</summary>
    public required string Device { get; init; }

    /// <summary>The day it was used last; more nobody needs to know.</summary>
    public required DateOnly SeenOn { get; init; }

    public bool IsAlive(DateTimeOffset at) =>
        at < Began + Longest && at.InBerlin() <= SeenOn.AddDays(LongestPause.Days);
}
