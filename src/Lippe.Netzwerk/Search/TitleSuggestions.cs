using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

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
        var words = GermanFold.Fold(typed).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        await index.CatchUpAsync(cancellation);
        return index.Read(known => Find(known, words, scope, count));
    }

    private static IReadOnlyList<SuggestedTitle> Find(WordIndex index, string[] words, SearchScope scope, int count)
    {
        var beginning = words.Aggregate(SearchRanking.Fitting(index, scope), (left, word) => left.And(index.TitleWords.Find(word, alsoInside: false, index.Size)));
        var best = SearchRanking.Best(index, beginning, count, n => (index[n].FoldedTitle.StartsWith(words[0], StringComparison.Ordinal) ? 1 : 0, index.Facets.Days[n]));
        if (best.Count < count && words.All(word => word.Length >= ShortestInside))
        {
            var inside = words.Aggregate(SearchRanking.Fitting(index, scope), (left, word) => left.And(index.TitleWords.Find(word, alsoInside: true, index.Size))).Except(beginning);
            best.AddRange(SearchRanking.Best(index, inside, count - best.Count, n => (0, index.Facets.Days[n])));
        }

        return [.. best.Select(n => new SuggestedTitle(index[n].Id, index[n].Title))];
    }
}

/// <summary>A document to go to straight away.</summary>
public sealed record SuggestedTitle(Guid Id, string Title);
