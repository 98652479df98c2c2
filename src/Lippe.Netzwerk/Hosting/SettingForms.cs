namespace Lippe.Netzwerk.Hosting;

/// <summary>Says of a wrong setting what it should look like.</summary>
internal static class SettingForms
{
    public const string Number = "eine ganze Zahl";

    public const string Truth = "true oder false";

    public const string Time = "eine Uhrzeit wie 07:00";

    public const string Port = "eine Zahl von 1 bis 65535";

    public const string Root = "eine Adresse wie https://netzwerk.example.de, ohne etwas dahinter,";

    public const string Collector = "eine Adresse wie http://127.0.0.1:4318";

    public const string Mail = "eine E-Mail-Adresse";

    public const string Bounces = "ein Ordner oder ein Postfach wie imaps://NAME@SERVER/INBOX";

    public const string Host = "ein Name wie mail.example.de, ohne Port und ohne etwas davor,";

    public const string Folder = "ein Ordner, den es gibt,";

    /// <summary>What is wrong with a setting; null when nothing is.</summary>
    /// <param name="key">As the environment calls it, without <c>Hub__</c>.</param>
    /// <param name="value">What is set.</param>
    /// <param name="isRight">Whether that can work.</param>
    /// <param name="form">What it should look like.</param>
    public static string? FaultOf(string key, object value, bool isRight, string form) =>
        isRight ? null : $"Hub__{key} ist „{value}“, muss aber {form} sein.";

    public static bool IsPort(int port) => port is > 0 and <= ushort.MaxValue;

    public static bool IsHttp(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    /// <summary>Whether an address names a host and nothing below it.</summary>
    public static bool IsRoot(string address) =>
        IsHttp(address) && new Uri(address).PathAndQuery == "/" && !address.EndsWith('/') && !address.Contains('#');
}
