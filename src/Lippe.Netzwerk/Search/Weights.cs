using Lucene.Net.Index;
using Lucene.Net.Queries;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

namespace Lippe.Netzwerk.Search;

/// <summary>What a match is worth, in shares of a word that stands in the text as it was asked for.</summary>
public sealed record Weights
{
    /// <summary>As chosen by cross-validation over the topics of judged questions.</summary>
    public static readonly Weights Chosen = new();

    /// <summary>A word of the title, on top.</summary>
    public float Title { get; init; } = 0.3f;

    /// <summary>A compound of the word.</summary>
    public float Part { get; init; } = 0.3f;

    /// <summary>A part of a compound that was asked for.</summary>
    public float AskedPart { get; init; } = 1;

    /// <summary>A synonym.</summary>
    public float Synonym { get; init; } = 0.2f;

    /// <summary>Two words side by side as they were asked for, on top.</summary>
    public float Neighbours { get; init; } = 0.6f;

    /// <summary>What a document of today has on top; half of it after a year.</summary>
    public float Freshness { get; init; } = 0.1f;

    /// <summary>
    /// BM25 (Robertson and Zaragoza 2009), and more for documents that hold more of the words asked for.
    /// </summary>
    internal static Similarity Similarity { get; } = new Ranking();

    /// <summary>Scores like another query, and a little more the younger a document is.</summary>
    internal Query WithFreshness(Query query, DateTimeOffset now) =>
        Freshness > 0 ? new FreshQuery(query, Freshness, now) : query;

    private sealed class Ranking() : BM25Similarity(k1: 1.2f, b: 0.75f)
    {
        private const float Least = 0.7f;

        public override float Coord(int overlap, int maxOverlap) => Least + ((1 - Least) * overlap / maxOverlap);

        public override float QueryNorm(float valueForNormalization) => 1;
    }

    private sealed class FreshQuery(Query query, float share, DateTimeOffset now) : CustomScoreQuery(query)
    {
        // After which half of it is lost.
        private static readonly TimeSpan Half = TimeSpan.FromDays(365);

        protected override CustomScoreProvider GetCustomScoreProvider(AtomicReaderContext context) =>
            new Provider(context, share, now);

        private sealed class Provider(AtomicReaderContext context, float share, DateTimeOffset now)
            : CustomScoreProvider(context)
        {
            private readonly NumericDocValues _moments = context.AtomicReader.GetNumericDocValues(IndexFields.At);

            public override float CustomScore(int doc, float subQueryScore, float valSrcScore)
            {
                var age = Math.Max(0, now.UtcTicks - _moments.Get(doc));
                return subQueryScore * (float)(1 + (share * Half.Ticks / (Half.Ticks + (double)age)));
            }
        }
    }
}
