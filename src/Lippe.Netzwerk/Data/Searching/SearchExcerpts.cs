using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Shows where documents match.</summary>
public sealed class SearchExcerpts(HubDbContext db, SearchIndex index)
{
    private const string WordOptions = "StartSel=\u0001,StopSel=\u0002,MaxFragments=1,MaxWords=4,MinWords=1";

    // An excerpt is made from the beginning of a long text only.
    private const int Length = 10_000;

    private const int MostHeadings = 40;

    /// <summary>Excerpts of documents the viewer was shown, by id, with the headings that match.</summary>
    public async Task<IReadOnlyDictionary<Guid, Excerpt>> ReadAsync(AskedWords asked, Guid[] ids, CancellationToken cancellation)
    {
        var entries = await db.Database.SqlQuery<EntryText>(
            $"""
             select e.document_id as "Id", left(e.text, {Length}) as "Text", tsvector_to_array(e.vector) as "Lexemes",
                    array(select heading ->> 'Anchor' from jsonb_array_elements(d.contents) heading limit {MostHeadings}) as "Anchors",
                    array(select heading ->> 'Text' from jsonb_array_elements(d.contents) heading limit {MostHeadings}) as "Headings"
             from search_entries e join documents d on d.id = e.document_id where e.document_id = any ({ids})
             """).ToListAsync(cancellation);
        return entries.ToDictionary(entry => entry.Id, entry => ExcerptOf(entry, asked));
    }

    private static Excerpt ExcerptOf(EntryText entry, AskedWords asked)
    {
        // A compound is marked where one of its parts was asked for.
        var marker = new WordMarker([.. entry.Lexemes.Where(asked.IsMarked)], entry.Lexemes);
        return new Excerpt(marker.Excerpt(entry.Text), [.. entry.Anchors.Zip(entry.Headings).Where(heading => marker.IsIn(heading.Second))]);
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
        var visible = index.VisibleTo(viewer);
        var holding = index.WordsOf(lexeme).Read();
        while (holding.Next())
        {
            if (visible[holding.Document])
                return index[holding.Document].Id;
        }

        return null;
    }

    // A lexeme in PostgreSQL's notation.
    private static string Quote(string lexeme) =>
        $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record EntryText(Guid Id, string Text, string[] Lexemes, string[] Anchors, string[] Headings);
}

/// <summary>Where a document matches.</summary>
/// <param name="Text">With the signs of <see cref="WordMarker"/>.</param>
/// <param name="Headings">The headings that match, with their anchors, without <c>#</c>.</param>
public sealed record Excerpt(string Text, IReadOnlyList<(string Anchor, string Text)> Headings);
