using Npgsql;

namespace Lippe.Netzwerk.Search;

/// <summary>Finds documents about the same: those that rank best for the words that set a document apart.</summary>
public sealed class SimilarDocuments(SearchIndex index, NpgsqlDataSource database)
{
    private const int WordsCompared = 12;

    // A word of fewer letters is mostly an abbreviation that means something else elsewhere.
    private const int ShortestWord = 3;

    private const string WordsSql = "select w.lexemes, w.marks from search_entries e cross join lateral words_of(e.vector) w where e.document_id = $1";

    /// <summary>The documents most like one, best first; none when hardly a word is shared.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(Guid documentId, SearchScope scope, int count, CancellationToken cancellation)
    {
        await index.CatchUpAsync(cancellation);
        await using var query = database.CreateCommand(WordsSql);
        query.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = documentId });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return [];
        var (lexemes, marks) = (reader.GetFieldValue<string[]>(0), reader.GetFieldValue<short[]>(1));
        return index.Read(known => SearchRanking.Like(known, documentId, [.. lexemes.Zip(marks).Where(word => MaySay(word.First))], scope, WordsCompared, count));
    }

    private static bool MaySay(string lexeme) => lexeme.Length >= ShortestWord && lexeme.All(char.IsLetter);
}
