using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace Lippe.Netzwerk.Web;

/// <summary>One sign-in on one device, as its cookie carries it along.</summary>
/// <param name="Id">The same in all cookies that renew the first one.</param>
/// <param name="Began">When the password was given.</param>
internal sealed record SignInSession(Guid Id, DateTimeOffset Began)
{
    /// <summary>How long a session may be renewed before the password is asked for again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const string IdKey = "hub.session";
    private const string BeganKey = "hub.began";

    public DateTimeOffset Ends => Began + Longest;

    /// <summary>Begins one, unless a renewed cookie goes on with its own.</summary>
    public static void Begin(AuthenticationProperties cookie, DateTimeOffset at)
    {
        if (cookie.GetString(IdKey) is not null)
            return;
        cookie.SetString(IdKey, Guid.NewGuid().ToString());
        cookie.SetString(BeganKey, at.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>The session of a cookie; null when it has none, as cookies of earlier versions.</summary>
    public static SignInSession? Of(AuthenticationProperties cookie) =>
        Guid.TryParse(cookie.GetString(IdKey), out var id)
        && DateTimeOffset.TryParse(cookie.GetString(BeganKey), CultureInfo.InvariantCulture, out var began)
            ? new SignInSession(id, began)
            : null;
}
