using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Web;

/// <summary>What the cookies are called that nobody else may set.</summary>
/// <remarks>Over https the browser itself sees to it that a name with this prefix is set by this very host.</remarks>
internal static class CookieNames
{
    private const string OwnHostOnly = "__Host-";

    public static string SignIn(HubAddress address) => Prefixed("netzwerk", address);

    public static string Form(HubAddress address) => Prefixed("netzwerk-formular", address);

    private static string Prefixed(string name, HubAddress address) =>
        address.IsSecure ? OwnHostOnly + name : name;
}
