using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Lippe.Netzwerk.Search;

/// <summary>Terms that are ready, for a field that needs no analysis.</summary>
internal sealed class TermStream : TokenStream
{
    private readonly IEnumerable<string> _terms;
    private readonly ICharTermAttribute _term;
    private IEnumerator<string> _next;

    public TermStream(IEnumerable<string> terms)
    {
        _terms = terms;
        _next = terms.GetEnumerator();
        _term = AddAttribute<ICharTermAttribute>();
    }

    public override void Reset()
    {
        base.Reset();
        _next = _terms.GetEnumerator();
    }

    public override bool IncrementToken()
    {
        ClearAttributes();
        if (!_next.MoveNext())
            return false;
        _term.SetEmpty().Append(_next.Current);
        return true;
    }
}
