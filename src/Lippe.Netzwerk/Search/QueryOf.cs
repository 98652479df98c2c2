using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Shorter words for Lucene's queries.</summary>
internal static class QueryOf
{
    public static readonly Query Everything = new MatchAllDocsQuery();

    /// <summary>Documents with a term in one field.</summary>
    public static Query Term(string field, object term) => new TermQuery(new Term(field, IndexFields.KeyOf(term)));

    /// <summary>Documents that one of the queries matches; none without a query.</summary>
    public static BooleanQuery Any(IEnumerable<Query> queries) => Join(queries, Occur.SHOULD);

    /// <summary>Documents that all of the queries match; none without a query.</summary>
    public static BooleanQuery All(IEnumerable<Query> queries) => Join(queries, Occur.MUST);

    /// <summary>The same score for every document that the query matches.</summary>
    public static Query Constant(Query query, float score) => new ConstantScoreQuery(query) { Boost = score };

    /// <summary>Whether a query of words would match a document with just these terms.</summary>
    public static bool Matches(Query query, IReadOnlySet<string> terms) => query switch
    {
        TermQuery word => terms.Contains(word.Term.Text),
        BooleanQuery any
            when any.Clauses.ToLookup(clause => clause.Occur, clause => Matches(clause.Query, terms)) is var met =>
            !met[Occur.MUST].Contains(false)
            && (!met.Contains(Occur.SHOULD) || met[Occur.SHOULD].Contains(true)),
        _ => true,
    };

    private static BooleanQuery Join(IEnumerable<Query> queries, Occur occur)
    {
        var joined = new BooleanQuery(disableCoord: true);
        foreach (var query in queries)
            joined.Add(query, occur);
        return joined;
    }
}
