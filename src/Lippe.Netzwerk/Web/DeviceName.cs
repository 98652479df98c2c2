namespace Lippe.Netzwerk.Web;

/// <summary>What a browser is called by the person who uses it.</summary>
internal static class DeviceName
{
    // The first sign that fits counts, because browsers name those they are like, too.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "auf dem iPhone"), ("iPad", "auf dem iPad"), ("Android", "unter Android"),
        ("Windows", "unter Windows"), ("Mac OS", "auf dem Mac"), ("CrOS", "unter ChromeOS"), ("Linux", "unter Linux"),
    ];

    /// <summary>For example "Firefox unter Windows"; nothing else of the header is kept.</summary>
    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "Unbekannter Browser";
        return Find(Systems, userAgent) is { } system ? $"{browser} {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) == true).Name;
}
