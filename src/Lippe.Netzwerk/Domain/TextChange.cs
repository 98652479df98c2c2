using System.Buffers;

namespace Lippe.Netzwerk.Domain;

/// <summary>Tells news from mended commas.</summary>
public static class TextChange
{
    /// <summary>That many new words are news, however long the text is.</summary>
    public const int ManyWords = 40;

    /// <summary>Of a shorter text, that part.</summary>
    public const double ManyOfAll = 0.1;

    private static readonly SearchValues<char> Separators =
        SearchValues.Create(" \t\n.,;:!?()[]{}\"'„“”‚‘’*_#>|`/-");

    /// <summary>
    /// Whether a reader of the old version would want to know of the new one: another title, or many words that were
    /// not there.
    /// </summary>
    public static bool IsSubstantial(Draft before, Draft after)
    {
        var title = Compare(before.Title, after.Title);
        if (title.Added + title.Removed > 0)
            return true;
        var (words, added, removed) = Compare($"{before.Summary}\n{before.Body}", $"{after.Summary}\n{after.Body}");
        var changed = Math.Max(added, removed);
        return changed >= ManyWords || changed > ManyOfAll * Math.Max(words, 1);
    }

    private static (int Words, int Added, int Removed) Compare(string before, string after)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var left = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in before.AsSpan().SplitAny(Separators))
        {
            var word = before.AsSpan(range);
            if (!word.IsEmpty)
                left[word] = left.TryGetValue(word, out var count) ? count + 1 : 1;
        }

        var (words, added) = (0, 0);
        foreach (var range in after.AsSpan().SplitAny(Separators))
        {
            var word = after.AsSpan(range);
            if (word.IsEmpty)
                continue;
            words++;
            if (left.TryGetValue(word, out var count) && count > 0)
                left[word] = count - 1;
            else
                added++;
        }

        return (words, added, counts.Values.Sum());
    }
}
