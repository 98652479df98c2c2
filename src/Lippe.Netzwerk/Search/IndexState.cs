using System.Globalization;
using Lucene.Net.Documents;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>The index at one moment, for one question.</summary>
/// <param name="Searcher">Only to be used while the question is answered.</param>
/// <param name="Analyzer">The one the index was written with.</param>
/// <param name="Language">The language of the hub.</param>
internal sealed record IndexState(IndexSearcher Searcher, GermanAnalyzer Analyzer, HubLanguage Language)
{
    private static readonly HashSet<string> OnlyId = [IndexFields.Id];

    /// <summary>The id of a document by its number in the index.</summary>
    public Guid IdOf(int number) => Guid.ParseExact(Get(Searcher.Doc(number, OnlyId), IndexFields.Id), "N");

    /// <summary>What is shown of a document.</summary>
    public ShownDocument Read(int number)
    {
        var stored = Searcher.Doc(number);
        var headings = Get(stored, IndexFields.Headings).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
        return new ShownDocument(
            Get(stored, IndexFields.ShownTitle),
            Get(stored, IndexFields.ShownText),
            [.. headings.Select(cells => (cells[0], cells[1]))]);
    }

    private static string Get(Document stored, string field) => stored.Get(field, CultureInfo.InvariantCulture);
}

/// <summary>What the index keeps of a document to show it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Text">Summary and body as plain words.</param>
/// <param name="Headings">With their anchors, without <c>#</c>.</param>
internal sealed record ShownDocument(string Title, string Text, IReadOnlyList<(string Anchor, string Text)> Headings);
