namespace Lippe.Netzwerk.Domain.Language;

/// <summary>Compares names of people, places and topics however their umlauts and hyphens were typed.</summary>
public static class NameFold
{
    /// <summary>Whether each word typed begins a word of the name, in any order.</summary>
    public static bool IsBegun(string name, string typed)
    {
        string[] words = [.. Words(GermanFold.Fold(name)), .. Words(GermanFold.Plain(name))];
        return AllBegin(Words(GermanFold.Fold(typed)), words);
    }

    private static bool AllBegin(string[] typed, string[] words) =>
        typed.Length > 0
        && typed.All(begin => words.Any(word => word.StartsWith(begin, StringComparison.Ordinal)));

    private static string[] Words(string folded) => folded.Replace("-", "", StringComparison.Ordinal)
        .Split([' ', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
}
