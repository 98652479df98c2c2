using Lippe.Netzwerk.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Lippe.Netzwerk.Search;

/// <summary>Answers questions: understands them, finds the best documents, and helps with misspelled or too narrow ones.</summary>
public sealed class DocumentSearch(SearchIndex index, NpgsqlDataSource database, SearchExcerpts excerpts, TimeProvider clock)
{
    private const int MostSynonyms = 8;

    private const string UnderstandSql =
        """
        select array(select websearch_to_tsquery('german', asked.text) from unnest($1) with ordinality asked (text, number) order by asked.number),
               array(select coalesce((tsvector_to_array(to_tsvector('german', typed.word)))[1], '') from unnest($2) with ordinality typed (word, number) order by typed.number)
        """;

    private const string PhraseSql = "select document_id from search_entries where document_id = any ($1) and vector @@ websearch_to_tsquery('german', $2)";

    /// <summary>One page of answers.</summary>
    /// <param name="text">As <c>websearch_to_tsquery</c> takes it.</param>
    /// <param name="scope">Who asks, and what for.</param>
    /// <param name="page">Which part of the answers.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<FoundDocuments> FindAsync(string text, SearchScope scope, SearchSlice page, CancellationToken cancellation)
    {
        var found = await RankAsync(text, scope, page, cancellation);
        if (found.Ranked.Page.Count == 0 && page.Skip == 0 && found.Asked.HasPhrase)
            found = await RankAsync(text.Replace('"', ' ').Trim(), scope, page, cancellation) with { IsWithoutQuotes = true };
        if (found.Ranked.Counts.Total > 0 || page.Skip > 0 || await CorrectAsync(found.Asked, scope.Viewer, cancellation) is not { } corrected)
            return found;
        var better = await RankAsync(corrected, scope, page, cancellation);
        var isBetter = better.Ranked.Counts.Total > 0 || (found.Ranked.Page.Count == 0 && better.Ranked.Page.Count > 0);
        return isBetter ? better with { Corrected = corrected } : found;
    }

    /// <summary>All documents the viewer may see, newest first.</summary>
    public async Task<RankedDocuments> NewestAsync(SearchScope scope, SearchSlice page, CancellationToken cancellation)
    {
        await index.CatchUpAsync(cancellation);
        return index.Read(words => SearchRanking.Newest(words, scope, page));
    }

    /// <summary>Those of some documents that match the whole question, whoever may see them.</summary>
    public async Task<IReadOnlySet<Guid>> MatchingAsync(string text, IReadOnlySet<Guid> among, CancellationToken cancellation)
    {
        var asked = await UnderstandAsync(text, cancellation);
        if (asked.IsEmpty)
            return new HashSet<Guid>();
        var matching = asked.HasPhrase
            ? await WithPhraseAsync(asked, SearchScope.Everything, cancellation)
            : Candidates(asked, SearchScope.Everything).ToHashSet();
        return among.Where(matching.Contains).ToHashSet();
    }

    private async Task<FoundDocuments> RankAsync(string text, SearchScope scope, SearchSlice page, CancellationToken cancellation)
    {
        var asked = await UnderstandAsync(text, cancellation);
        var phrase = asked.HasPhrase && !asked.IsEmpty ? await WithPhraseAsync(asked, scope, cancellation) : null;
        return new FoundDocuments(asked, index.Read(words =>
        {
            using var ranking = new SearchRanking(words, asked, scope, page.Boosts, clock.GetUtcNow());
            return ranking.Page(page, phrase);
        }));
    }

    private Task<AskedWords> UnderstandAsync(string text, CancellationToken cancellation)
    {
        var typed = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return index.CatchUpAndAskAsync(AskIn, cancellation);

        (NpgsqlBatchCommand Question, Func<NpgsqlDataReader, AskedWords> Read) AskIn(SearchWords words)
        {
            var synonyms = SynonymsIn(text, typed, words);
            var question = new NpgsqlBatchCommand(UnderstandSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<string[]> { TypedValue = [text, .. synonyms.Select(synonym => synonym.Question)] },
                    new NpgsqlParameter<string[]> { TypedValue = typed },
                },
            };
            return (question, Read);

            AskedWords Read(NpgsqlDataReader reader)
            {
                var questions = reader.GetFieldValue<NpgsqlTsQuery[]>(0);
                return new AskedWords(text, questions[0], questions[1..], [.. synonyms.Select(synonym => synonym.Partner)], words)
                {
                    Typed = [.. typed.Zip(reader.GetFieldValue<string[]>(1))],
                };
            }
        }
    }

    private Guid[] Candidates(AskedWords asked, SearchScope scope) => index.Read(words =>
    {
        using var ranking = new SearchRanking(words, asked, scope, Boosts.All, default);
        return ranking.Candidates();
    });

    // The index knows no order of words; PostgreSQL looks it up where all of them stand.
    private async Task<IReadOnlySet<Guid>> WithPhraseAsync(AskedWords asked, SearchScope scope, CancellationToken cancellation)
    {
        var candidates = Candidates(asked, scope);
        await using var query = database.CreateCommand(PhraseSql);
        query.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = candidates });
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = asked.Text });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        var found = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellation))
            found.Add(reader.GetGuid(0));
        return found;
    }

    // Words that no document holds are replaced by the likeliest ones that a visible document holds; null when nothing is better.
    private async Task<string?> CorrectAsync(AskedWords asked, Viewer viewer, CancellationToken cancellation)
    {
        if (!asked.IsPlain || asked.Excluded.Count > 0)
            return null;

        var words = await index.CatchUpAsync(cancellation);
        var corrected = new List<string>();
        foreach (var (word, lexeme) in asked.Typed)
        {
            var better = lexeme.Length == 0 || index.Read(known => known.Holds(lexeme)) ? null : words.Correct(lexeme);
            corrected.Add(better is null ? word : await excerpts.WrittenAsync(better, viewer, cancellation) ?? word);
        }

        return corrected.SequenceEqual(asked.Typed.Select(typed => typed.Word)) ? null : string.Join(' ', corrected);
    }

    // Who quotes or leaves out means just what is written.
    private static IReadOnlyList<(string Partner, string Question)> SynonymsIn(string text, string[] typed, SearchWords words)
    {
        if (text.Contains('"', StringComparison.Ordinal) || typed.Any(word => word[0] == '-' || word == "or"))
            return [];
        return [.. words.Synonyms.In(typed)
            .SelectMany(match => match.Partners.Select(partner => (partner, string.Join(' ', [.. typed[..match.Start], partner, .. typed[(match.Start + match.Length)..]]))))
            .Take(MostSynonyms)];
    }
}

/// <summary>Which part of the answers to show, and in which order.</summary>
/// <param name="Skip">How many better ones to leave out.</param>
/// <param name="Count">How many to show at most.</param>
public sealed record SearchSlice(int Skip, int Count)
{
    /// <summary>What was typed, in case it is the title of a document.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether dates decide in place of the rank.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>What lifts documents.</summary>
    public Boosts Boosts { get; init; } = Boosts.All;
}

/// <summary>What was found for a question.</summary>
/// <param name="Asked">The question as it was understood.</param>
/// <param name="Ranked">The documents.</param>
public sealed record FoundDocuments(AskedWords Asked, RankedDocuments Ranked)
{
    /// <summary>What was searched for in place of a misspelled question; null when the question itself was.</summary>
    public string? Corrected { get; init; }

    /// <summary>Whether no document holds the quoted words in their order, so that it was not asked for.</summary>
    public bool IsWithoutQuotes { get; init; }
}
