using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Npgsql;

namespace Lippe.Netzwerk.Search;

/// <summary>Shows where documents match.</summary>
public sealed class SearchExcerpts(NpgsqlDataSource database, SearchIndex index)
{
    // An excerpt is made from the beginning of a long text only. No lexeme has a space in it.
    private const string TextsSql =
        """
        select e.document_id, left(e.text, 10000), array_to_string(tsvector_to_array(e.vector), ' '),
               array(select heading ->> 'Anchor' from jsonb_array_elements(d.contents) heading limit 40),
               array(select heading ->> 'Text' from jsonb_array_elements(d.contents) heading limit 40)
        from search_entries e join documents d on d.id = e.document_id where e.document_id = any ($1)
        """;

    /// <summary>Excerpts of documents the viewer was shown, by id, with the headings that match.</summary>
    public async Task<IReadOnlyDictionary<Guid, Excerpt>> ReadAsync(AskedWords asked, Guid[] ids, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(TextsSql);
        query.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        var excerpts = new Dictionary<Guid, Excerpt>();
        while (await reader.ReadAsync(cancellation))
        {
            var marker = MarkerOf(asked, reader.GetString(2));
            var headings = reader.GetFieldValue<string[]>(3).Zip(reader.GetFieldValue<string[]>(4));
            excerpts.Add(reader.GetGuid(0), new Excerpt(marker.Excerpt(reader.GetString(1)), [.. headings.Where(heading => marker.IsIn(heading.Second))]));
        }

        return excerpts;
    }

    /// <summary>A lexeme as the first document the viewer may see writes it; null when there is none.</summary>
    public async Task<string?> WrittenAsync(string lexeme, Viewer viewer, CancellationToken cancellation)
    {
        if (index.Read(words => FirstVisible(words, lexeme, viewer)) is not { } holding)
            return null;
        await using var query = database.CreateCommand(TextsSql);
        query.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [holding] });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? MarkerOf([lexeme], reader.GetString(2)).FirstIn(reader.GetString(1)) : null;
    }

    // A compound is marked where one of its parts was asked for.
    private static WordMarker MarkerOf(AskedWords asked, string lexemes) => MarkerOf(Among(lexemes, asked.IsMarked), lexemes);

    private static WordMarker MarkerOf(List<string> wanted, string lexemes) =>
        new(wanted, Among(lexemes, lexeme => BeginsWithOne(lexeme, wanted)));

    private static List<string> Among(ReadOnlySpan<char> lexemes, Func<ReadOnlySpan<char>, bool> condition)
    {
        var among = new List<string>();
        foreach (var range in lexemes.Split(' '))
        {
            if (condition(lexemes[range]))
                among.Add(lexemes[range].ToString());
        }

        return among;
    }

    private static bool BeginsWithOne(ReadOnlySpan<char> lexeme, List<string> wanted)
    {
        foreach (var word in wanted)
        {
            if (lexeme.StartsWith(word))
                return true;
        }

        return false;
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
}

/// <summary>Where a document matches.</summary>
/// <param name="Text">With the signs of <see cref="WordMarker"/>.</param>
/// <param name="Headings">The headings that match, with their anchors, without <c>#</c>.</param>
public sealed record Excerpt(string Text, IReadOnlyList<(string Anchor, string Text)> Headings);
