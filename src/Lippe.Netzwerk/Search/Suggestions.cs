using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Finds documents while their title is still being typed.</summary>
public sealed class Suggestions(HubIndex index)
{
    private static readonly Sort BestThenNewest =
        new(SortField.FIELD_SCORE, new SortField(IndexFields.At, SortFieldType.INT64, reverse: true));

    /// <summary>
    /// Documents with a word in the title for every word typed, which it begins with or contains; titles that begin so
    /// come first, then the newest.
    /// </summary>
    /// <param name="typed">As it stands in the field.</param>
    /// <param name="scope">Who types.</param>
    /// <param name="count">How many at most.</param>
    public async Task<IReadOnlyList<Guid>> FindAsync(
        string typed, SearchScope scope, int count, CancellationToken cancellation)
    {
        var words = IndexFields.TitleWords(typed);
        return words.Count == 0
            ? []
            : await index.AskAsync(snapshot => Find(snapshot, words, scope, count), [], cancellation);
    }

    private static IReadOnlyList<Guid> Find(
        Snapshot snapshot, IReadOnlyList<string> words, SearchScope scope, int count)
    {
        var query = QueryOf.All([QueryOf.Term(IndexFields.NameOf(Facet.State), scope.State), .. words.Select(InTitle)]);
        query.Add(QueryOf.Constant(Prefix(IndexFields.FirstWord, words[0]), words.Count), Occur.SHOULD);
        var seen = snapshot.Rights.Of(scope.Viewer);
        var found = snapshot.Searcher.Search(
            QueryOf.All([query]), seen, count, BestThenNewest, doDocScores: true, doMaxScore: false);
        return [.. found.ScoreDocs.Select(hit => snapshot.IdOf(hit.Doc))];
    }

    private static Query InTitle(string word)
    {
        var begins = QueryOf.Constant(Prefix(IndexFields.TitleWord, word), 1);
        return word.Length < IndexFields.ShortestEnding
            ? begins
            : QueryOf.Any([begins, QueryOf.Constant(Prefix(IndexFields.WordEnding, word), 0)]);
    }

    private static PrefixQuery Prefix(string field, string word) =>
        new(new Term(field, word)) { MultiTermRewriteMethod = MultiTermQuery.CONSTANT_SCORE_FILTER_REWRITE };
}
