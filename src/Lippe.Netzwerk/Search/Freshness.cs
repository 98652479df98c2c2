using Lucene.Net.Index;
using Lucene.Net.Queries;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Scores like another query, and a little more the younger a document is.</summary>
internal sealed class Freshness(Query query, float share, DateTimeOffset now) : CustomScoreQuery(query)
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
