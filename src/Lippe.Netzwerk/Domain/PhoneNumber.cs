namespace Lippe.Netzwerk.Domain;

/// <summary>A phone number as people write it.</summary>
public static class PhoneNumber
{
    public const int Longest = 40;

    private const int FewestDigits = 5;

    /// <summary>Digits and what stands between them, with a plus at most in front.</summary>
    public static bool IsValid(string? typed)
    {
        var text = PlainText.CleanLine(typed);
        return text.Length <= Longest
            && text.Count(char.IsAsciiDigit) >= FewestDigits
            && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '/' or '-' or '–' or '.' or '(' or ')' or '+')
            && text.LastIndexOf('+') <= 0;
    }

    /// <summary>What a phone dials (RFC 3966); the zero of "+49 (0) 5231" is for calls within the country.</summary>
    public static string Link(string text)
    {
        var dialled = text.StartsWith('+') ? text.Replace("(0)", "", StringComparison.Ordinal) : text;
        return $"tel:{string.Concat(dialled.Where(c => char.IsAsciiDigit(c) || c == '+'))}";
    }
}
