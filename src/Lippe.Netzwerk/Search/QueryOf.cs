using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Shorter words for Lucene's queries.</summary>
internal static class QueryOf
{
    public static readonly Query Everything = new MatchAllDocsQuery();

    /// <summary>Documents with a term among all their words.</summary>
    public static Query Text(string term) => new TermQuery(new Term(IndexFields.Text, term));

    /// <summary>Documents that one of the queries matches; none without a query.</summary>
    public static BooleanQuery Any(IEnumerable<Query> queries) => Join(queries, Occur.SHOULD);

    /// <summary>Documents that all of the queries match; none without a query.</summary>
    public static BooleanQuery All(IEnumerable<Query> queries) => Join(queries, Occur.MUST);

    /// <summary>The same score for every document that the query matches.</summary>
    public static Query Constant(Query query, float score) => new ConstantScoreQuery(query) { Boost = score };

    private static BooleanQuery Join(IEnumerable<Query> queries, Occur occur)
    {
        var joined = new BooleanQuery(disableCoord: true);
        foreach (var query in queries)
            joined.Add(query, occur);
        return joined;
    }
}
