using System.Collections.Frozen;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

/// <summary>Words that never count, because every text has them.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words =
        Lucene.Net.Analysis.De.GermanAnalyzer.DefaultStopSet.Select(GermanFold.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word, as written, is one of them.</summary>
    public static bool Contains(string word) => Words.Contains(GermanFold.Fold(word));
}
