using System.Buffers;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

/// <summary>Ranks the documents of an index for one question and one viewer.</summary>
internal sealed class SearchRanking(WordIndex index, AskedWords asked, SearchScope scope, Boosts boosts, DateTimeOffset now) : IDisposable
{
    private const float SynonymShare = 0.4f;
    private const float CoverageShare = 0.25f;
    private const float FreshnessShare = 0.1f;

    // Days after which a document has lost half of its freshness.
    private const float FreshnessHalf = 365;

    // Of the words compared, so many make two documents alike.
    private const int LeastShared = 4;

    private readonly WordHolders _holders = new(index, boosts);
    private readonly DocumentSet _visible = index.VisibleTo(scope.Viewer);
    private readonly IReadOnlyDictionary<Facets, DocumentSet> _fitting = index.Facets.Fitting(scope);
    private readonly double _today = DocumentFacets.DayOf(now);

    // Who holds each word asked for, and how much that says.
    private (DocumentSet Holding, float Rarity)[] _rarities = [];

    /// <summary>One page of the ranking.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="phrase">The documents that hold the quoted words in their order; null when none are quoted.</param>
    public RankedDocuments Page(SearchSlice page, IReadOnlySet<Guid>? phrase)
    {
        var scores = WordHolders.Rent(index.Size);
        Score(scores.AsSpan(0, index.Size));
        var titled = index.Titled(GermanFold.Fold(page.Title));
        var all = asked.IsEmpty ? new DocumentSet(0) : asked.MatchingAll(_holders);
        foreach (var document in phrase is null ? [] : all.Where(n => !phrase.Contains(index[n].Id)))
            all.Remove(document);
        foreach (var document in titled)
            all.Add(document);
        var counts = index.Facets.Count(all.And(_visible), _fitting);
        // Few documents with all words leave room for others that hold most of them.
        var isMixed = asked.IsPlain && !asked.IsEmpty && page.Skip == 0 && counts.Total < page.Count && !page.NewestFirst;
        var found = Fitting(isMixed ? MatchingSome().Or(all) : all);
        var best = (page.NewestFirst ? Newest(index, found, page.Skip + page.Count) : Best(index, found, page.Skip + page.Count, RankOf, CeilingOf)).Skip(page.Skip);
        var ranked = best.Select(n => new RankedDocument(index[n].Id, scores[n] * CoverageOf(n), all[n] ? [] : MissingIn(n))).ToList();
        ArrayPool<float>.Shared.Return(scores);
        return new RankedDocuments(ranked, counts);

        int TierOf(int n) => titled.Contains(n) ? 2 : asked.AllComeFirst && all[n] ? 1 : 0;

        (int Tier, double Score) RankOf(int n) => (TierOf(n), scores[n] * CoverageOf(n) * FreshnessOf(n));

        (int Tier, double Score) CeilingOf(int n) => (TierOf(n), scores[n] * (1 + FreshnessShare));
    }

    public void Dispose() => _holders.Dispose();

    /// <summary>All documents the viewer may see, as if nothing was asked; newest first.</summary>
    public static RankedDocuments Newest(WordIndex index, SearchScope scope, SearchSlice page)
    {
        var found = Newest(index, Fitting(index, scope), page.Skip + page.Count).Skip(page.Skip);
        return new RankedDocuments([.. found.Select(n => new RankedDocument(index[n].Id, 0, []))], index.Facets.Count(index.VisibleTo(scope.Viewer), index.Facets.Fitting(scope)));
    }

    /// <summary>What the viewer may see and the filters leave.</summary>
    public static DocumentSet Fitting(WordIndex index, SearchScope scope) =>
        index.Facets.Fitting(scope).Values.Aggregate(index.VisibleTo(scope.Viewer), (left, condition) => left.Keep(condition));

    /// <summary>The best of some documents, best first.</summary>
    /// <param name="index">All documents.</param>
    /// <param name="matching">Those among which to choose.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="rankOf">The larger the better; of equals the newer one.</param>
    public static List<int> Best(WordIndex index, DocumentSet matching, int count, Func<int, (int Tier, double Score)> rankOf) =>
        Best(index, matching, count, rankOf, rankOf);

    // A ceiling is what the rank is at most, told in less time.
    private static List<int> Best(
        WordIndex index, DocumentSet matching, int count, Func<int, (int Tier, double Score)> rankOf, Func<int, (int Tier, double Score)> ceilingOf)
    {
        // Most documents are worse than the worst one kept and cost one comparison only.
        var best = new PriorityQueue<int, (int Tier, double Score, DateTimeOffset At, Guid Id)>();
        foreach (var n in matching)
        {
            if (best.Count < count)
                best.Enqueue(n, OrderOf(n));
            else if (best.TryPeek(out _, out var least) && ceilingOf(n).CompareTo((least.Tier, least.Score)) >= 0)
                best.EnqueueDequeue(n, OrderOf(n));
        }

        var sorted = new List<int>(best.Count);
        while (best.TryDequeue(out var n, out _))
            sorted.Add(n);
        sorted.Reverse();
        return sorted;

        (int Tier, double Score, DateTimeOffset At, Guid Id) OrderOf(int n)
        {
            var (tier, score) = rankOf(n);
            return (tier, score, index[n].At, index[n].Id);
        }
    }

    /// <summary>The documents that share the words which set one document apart, best first.</summary>
    /// <param name="index">All documents.</param>
    /// <param name="id">The one, which is left out.</param>
    /// <param name="words">Its words with their marks.</param>
    /// <param name="scope">Who asks.</param>
    /// <param name="compared">How many of its words are compared.</param>
    /// <param name="count">How many documents at most.</param>
    public static IReadOnlyList<Guid> Like(WordIndex index, Guid id, (string Lexeme, short Mark)[] words, SearchScope scope, int compared, int count)
    {
        using var ranking = new SearchRanking(index, AskedWords.Nothing, scope, Boosts.Title | Boosts.Parts, default);
        // A long document has thousands of words; how rare each is, is told from the lengths of its lists.
        var telling = words.Select(word => (word.Lexeme, Worth: WorthOf(word.Mark) * ranking._holders.RarityOf(index.WordsOf(word.Lexeme).Count + index.PartsOf(word.Lexeme).Count)))
            .OrderByDescending(word => word.Worth).Take(compared).ToList();
        var scores = WordHolders.Rent(index.Size);
        var shared = new byte[index.Size];
        foreach (var (lexeme, worth) in telling)
        {
            ranking._holders.Score(lexeme, worth, scores);
            foreach (var document in ranking._holders.Of(lexeme))
                shared[document]++;
        }

        var alike = new DocumentSet(index.Size);
        foreach (var document in ranking.Fitting(ranking._visible))
        {
            if (shared[document] >= LeastShared && index[document].Id != id)
                alike.Add(document);
        }

        Guid[] best = [.. Best(index, alike, count, n => (0, scores[n])).Select(n => index[n].Id)];
        ArrayPool<float>.Shared.Return(scores);
        return best;

        static float WorthOf(short mark) => MathF.Sqrt(mark & PostingList.Times) * ((mark & (PostingList.Title | PostingList.Summary)) != 0 ? 2 : 1);
    }

    private static List<int> Newest(WordIndex index, DocumentSet matching, int count) => Best(index, matching, count, n => (0, index.Facets.Days[n]));

    /// <summary>The ids of all visible documents that match the whole question but for the order of quoted words.</summary>
    public Guid[] Candidates() =>
        [.. asked.MatchingAll(_holders).Where(n => _visible[n]).Select(n => index[n].Id)];

    private DocumentSet Fitting(DocumentSet matching) => _fitting.Values.Aggregate(matching.And(_visible), (left, condition) => left.Keep(condition));

    private DocumentSet MatchingSome()
    {
        var some = asked.AllComeFirst ? asked.MatchingAny(_holders) : asked.Marked.Select(_holders.Of).Aggregate((one, other) => one.Or(other));
        return asked.Excluded.Aggregate(some, (left, lexeme) => left.Except(_holders.Of(lexeme)));
    }

    private void Score(Span<float> scores)
    {
        foreach (var lexeme in asked.Lexemes)
            Score(lexeme, 1, scores);
        foreach (var lexeme in boosts.HasFlag(Boosts.Synonyms) ? asked.Partners : [])
            Score(lexeme, SynonymShare, scores);
        if (boosts.HasFlag(Boosts.Coverage))
            _rarities = [.. asked.Lexemes.Select(lexeme => (asked.Matching(lexeme, _holders), _holders.RarityOf(lexeme)))];
    }

    private void Score(string lexeme, float share, Span<float> scores)
    {
        _holders.Score(lexeme, share, scores);
        foreach (var part in asked.Parts[lexeme])
            _holders.Score(part, share, scores);
    }

    private float CoverageOf(int document)
    {
        var (covered, whole) = (0f, 0f);
        foreach (var (holding, rarity) in _rarities)
        {
            whole += rarity;
            if (holding[document])
                covered += rarity;
        }

        return whole == 0 ? 1 : 1 - CoverageShare + (CoverageShare * covered / whole);
    }

    private float FreshnessOf(int document)
    {
        if (!boosts.HasFlag(Boosts.Freshness))
            return 1;
        var days = (float)Math.Max(0, _today - index.Facets.Days[document]);
        return 1 + (FreshnessShare * FreshnessHalf / (FreshnessHalf + days));
    }

    private List<string> MissingIn(int document) => [.. asked.Lexemes.Where(lexeme => !asked.Matching(lexeme, _holders)[document])];
}

/// <summary>One page of documents found.</summary>
/// <param name="Page">Best first.</param>
/// <param name="Counts">Of all documents that match the whole question.</param>
public sealed record RankedDocuments(IReadOnlyList<RankedDocument> Page, FacetCounts Counts);

/// <summary>A document found.</summary>
/// <param name="Id">The document.</param>
/// <param name="Score">Its rank; higher is better.</param>
/// <param name="Missing">The lexemes asked for that it does not hold; none when it matches the whole question.</param>
public sealed record RankedDocument(Guid Id, float Score, IReadOnlyList<string> Missing);
