using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Shows where documents match.</summary>
public sealed class SearchExcerpts(HubDbContext db, SearchIndex index)
{
    // Marks that no text contains; the page turns them into <mark> and an ellipsis.
    private const string Options = "StartSel=\u0001,StopSel=\u0002,MaxFragments=2,MaxWords=28,MinWords=10,FragmentDelimiter=\u0003";
    private const string WordOptions = "StartSel=\u0001,StopSel=\u0002,MaxFragments=1,MaxWords=4,MinWords=1";

    // An excerpt is made from the beginning of a long text only: parsing megabytes would cost seconds.
    private const int Length = 60_000;

    private const int MostHeadings = 40;

    /// <summary>Excerpts of documents the viewer was shown, by id, with the headings that match.</summary>
    public async Task<IReadOnlyDictionary<Guid, Excerpt>> ReadAsync(AskedWords asked, Guid[] ids, CancellationToken cancellation)
    {
        var words = await index.CatchUpAsync(cancellation);
        var marked = asked.Marked.ToHashSet();
        var entries = await db.Database.SqlQuery<EntryWords>(
            $"""select document_id as "Id", tsvector_to_array(vector) as "Lexemes" from search_entries where document_id = any ({ids})""").ToListAsync(cancellation);
        var found = entries.Select(entry => entry.Id).ToArray();
        // A compound is marked where one of its parts was asked for.
        var queries = entries.Select(entry => string.Join(" | ", entry.Lexemes
            .Where(lexeme => marked.Contains(lexeme) || words.PartsOf(lexeme).Any(marked.Contains)).Concat(marked).Distinct().Select(Quote))).ToArray();
        var excerpts = await db.Database.SqlQuery<Excerpt>(
            $"""
             select e.document_id as "Id", ts_headline('german', left(e.text, {Length}), shown.query::tsquery, {Options}) as "Text",
                    array(select heading.value ->> 'Anchor' from jsonb_array_elements(d.contents) with ordinality heading
                        where heading.ordinality <= {MostHeadings} and to_tsvector('german', heading.value ->> 'Text') @@ shown.query::tsquery order by heading.ordinality) as "Anchors",
                    array(select heading.value ->> 'Text' from jsonb_array_elements(d.contents) with ordinality heading
                        where heading.ordinality <= {MostHeadings} and to_tsvector('german', heading.value ->> 'Text') @@ shown.query::tsquery order by heading.ordinality) as "Headings"
             from unnest({found}, {queries}) shown (id, query) join search_entries e on e.document_id = shown.id join documents d on d.id = shown.id
             """).ToListAsync(cancellation);
        return excerpts.ToDictionary(excerpt => excerpt.Id);
    }

    /// <summary>A lexeme as the first document the viewer may see writes it; null when there is none.</summary>
    public async Task<string?> WrittenAsync(string lexeme, Viewer viewer, CancellationToken cancellation)
    {
        var query = Quote(lexeme);
        var holding = index.Read(words => FirstVisible(words, lexeme, viewer));
        var text = await db.Database.SqlQuery<string>(
            $"""select ts_headline('german', left(text, {Length}), {query}::tsquery, {WordOptions}) as "Value" from search_entries where document_id = {holding}""").SingleOrDefaultAsync(cancellation);
        return text?.Split('\u0001', '\u0002') is [_, var word, ..] ? word : null;
    }

    private static Guid? FirstVisible(WordIndex index, string lexeme, Viewer viewer)
    {
        var holding = index.WordsOf(lexeme).Read();
        while (holding.Next())
        {
            var document = index[holding.Document];
            if (!document.IsReplaced && viewer.MaySee(document))
                return document.Id;
        }

        return null;
    }

    // A lexeme in PostgreSQL's notation.
    private static string Quote(string lexeme) =>
        $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record EntryWords(Guid Id, string[] Lexemes);
}

/// <summary>Where a document matches.</summary>
/// <param name="Id">The document.</param>
/// <param name="Text">Matches stand between U+0001 and U+0002, and U+0003 between fragments.</param>
/// <param name="Anchors">Of the headings that match, without <c>#</c>.</param>
/// <param name="Headings">Their texts.</param>
public sealed record Excerpt(Guid Id, string Text, string[] Anchors, string[] Headings);
