using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Finds documents while their title is still being typed.</summary>
public sealed class TitleSuggestions(SearchIndex index)
{
    // Fewer letters are inside of nearly every title.
    private const int ShortestInside = 4;

    /// <summary>Documents with a word in the title for every word typed, which it begins with or contains; titles that begin so come first, then the newest.</summary>
    /// <param name="typed">As it stands in the field.</param>
    /// <param name="scope">Who types.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<SuggestedTitle>> FindAsync(string typed, SearchScope scope, int count, CancellationToken cancellation)
    {
        var words = GermanFold.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        await index.CatchUpAsync(cancellation);
        return index.Read(known => Find(known, words, scope, count));
    }

    private static List<SuggestedTitle> Find(WordIndex index, string[] words, SearchScope scope, int count)
    {
        var best = new PriorityQueue<int, (int Place, DateTimeOffset At)>();
        for (var number = 0; number < index.Size; number++)
        {
            var place = PlaceIn(index.Titles[number], words);
            if (place < 0 || !scope.Admits(index[number]) || scope.Misses(index[number]) != Facets.None)
                continue;
            best.Enqueue(number, (-place, index[number].At));
            if (best.Count > count)
                best.Dequeue();
        }

        var found = new List<SuggestedTitle>();
        while (best.TryDequeue(out var number, out _))
            found.Add(new SuggestedTitle(index[number].Id, index[number].Title));
        found.Reverse();
        return found;
    }

    // 0 where the title begins with the word, 1 where a word of it does, 2 inside a word; -1 when a word is missing.
    private static int PlaceIn(string title, string[] words)
    {
        var place = 0;
        foreach (var word in words)
        {
            var at = title.IndexOf(word, StringComparison.Ordinal);
            while (at > 0 && char.IsLetterOrDigit(title[at - 1]) && word.Length < ShortestInside)
                at = title.IndexOf(word, at + 1, StringComparison.Ordinal);
            if (at < 0)
                return -1;
            place = Math.Max(place, at == 0 ? 0 : char.IsLetterOrDigit(title[at - 1]) ? 2 : 1);
        }

        return place;
    }
}

/// <summary>A document to go to straight away.</summary>
public sealed record SuggestedTitle(Guid Id, string Title);
