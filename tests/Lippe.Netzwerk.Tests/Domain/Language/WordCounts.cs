using System.Globalization;

namespace Lippe.Netzwerk.Tests.Domain.Language;

/// <summary>A small vocabulary, written as "service 40, portal 37".</summary>
internal static class WordCounts
{
    public static Dictionary<string, int> Parse(string text) => text
        .Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split(' '))
        .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
}
