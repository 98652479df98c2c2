namespace Lippe.Netzwerk.Domain;

/// <summary>What counts as the address of a website, wherever one is typed.</summary>
public static class WebAddress
{
    /// <summary>More characters than any address needs that people type.</summary>
    public const int Longest = 300;

    /// <summary>Whether a link could lead there.</summary>
    public static bool IsValid(string text) =>
        text.Length <= Longest
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
}
