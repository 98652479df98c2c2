namespace Lippe.Netzwerk.Domain;

/// <summary>Tells news from mended commas.</summary>
public static class TextChange
{
    /// <summary>That many new words are news, however long the text is.</summary>
    public const int ManyWords = 40;

    /// <summary>Of a shorter text, that part.</summary>
    public const double ManyOfAll = 0.1;

    /// <summary>
    /// Whether a reader of the old version would want to know of the new one: another title, or many words that were
    /// not there.
    /// </summary>
    public static bool IsSubstantial(Draft before, Draft after)
    {
        if (!Words(before.Title).SequenceEqual(Words(after.Title)))
            return true;
        var known = Words($"{before.Summary}\n{before.Body}").CountBy(word => word).ToDictionary();
        var words = Words($"{after.Summary}\n{after.Body}").ToList();
        var added = words.Count(word => !Take(known, word));
        var removed = known.Values.Sum();
        var changed = Math.Max(added, removed);
        return changed >= ManyWords || changed > ManyOfAll * Math.Max(words.Count, 1);
    }

    private static bool Take(Dictionary<string, int> known, string word)
    {
        if (!known.TryGetValue(word, out var left) || left == 0)
            return false;
        known[word] = left - 1;
        return true;
    }

    private static IEnumerable<string> Words(string text) =>
        text.Split([.. " \t\n.,;:!?()[]{}\"'„“”‚‘’*_#>|`/-"], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.ToLowerInvariant());
}
