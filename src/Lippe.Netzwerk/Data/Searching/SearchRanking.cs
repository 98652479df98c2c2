using System.Globalization;
using System.Text;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>
/// Finds the best documents for a question, exactly and with few rows touched (MaxScore, Turtle and Flood 1995):
/// documents with the rarest lexeme first, then those with the next, until the rest could not reach the last one found.
/// </summary>
public sealed class SearchRanking(HubDbContext db, SearchVocabulary vocabulary)
{
    // ts_rank divides the weight of a single place by this: the sum of 1/n².
    private const string Undivided = "1.64493406685";

    private const int MostSynonyms = 8;

    // Marks that no text contains; the page turns them into <mark> and an ellipsis.
    private const string ExcerptOptions = "StartSel=\u0001,StopSel=\u0002,MaxFragments=2,MaxWords=28,MinWords=10,FragmentDelimiter=\u0003";
    private const string WordOptions = "StartSel=\u0001,StopSel=\u0002,MaxFragments=1,MaxWords=4,MinWords=1";

    // An excerpt is made from the beginning of a long text only: parsing megabytes would cost seconds.
    private const int ExcerptText = 60_000;

    /// <summary>What PostgreSQL and the vocabulary make of a question.</summary>
    /// <param name="text">As <c>websearch_to_tsquery</c> takes it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<AskedWords> UnderstandAsync(string text, CancellationToken cancellation)
    {
        var words = await vocabulary.ReadAsync(cancellation);
        var synonyms = SynonymsIn(text, words);
        var texts = synonyms.Select(synonym => synonym.Question).Prepend(text).ToArray();
        var queries = await db.Database.SqlQuery<NpgsqlTsQuery>(
            $"""select websearch_to_tsquery('german', asked.text) as "Value" from unnest({texts}) with ordinality asked (text, number) order by asked.number""").ToListAsync(cancellation);
        return new AskedWords(text, queries[0], queries[1..], [.. synonyms.Select(synonym => synonym.Partner)], words);
    }

    /// <summary>The question with words that no document holds replaced by the likeliest ones that a fitting document holds; null when nothing is better.</summary>
    public async Task<string?> CorrectAsync(AskedWords asked, IQueryable<Document> fitting, CancellationToken cancellation)
    {
        var words = await vocabulary.ReadAsync(cancellation);
        if (!asked.IsPlain || asked.Excluded.Count > 0)
            return null;

        var typed = asked.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lexemes = await db.Database.SqlQuery<string?>(
            $"""select (tsvector_to_array(to_tsvector('german', typed.word)))[1] as "Value" from unnest({typed}) with ordinality typed (word, number) order by typed.number""").ToListAsync(cancellation);
        var corrected = new List<string>();
        foreach (var (word, lexeme) in typed.Zip(lexemes))
        {
            var better = lexeme is null || words.DocumentsWith(lexeme) > 0 ? null : words.Correct(lexeme);
            corrected.Add(better is null ? word : await WrittenAsync(better, fitting, cancellation) ?? word);
        }

        return corrected.SequenceEqual(typed) ? null : string.Join(' ', corrected);
    }

    /// <summary>Excerpts of documents, in which matches stand between U+0001 and U+0002, and U+0003 between fragments.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ExcerptsAsync(AskedWords asked, Guid[] ids, CancellationToken cancellation)
    {
        var words = await vocabulary.ReadAsync(cancellation);
        var marked = asked.Marked.ToHashSet();
        var entries = await db.Database.SqlQuery<EntryWords>(
            $"""select document_id as "Id", tsvector_to_array(vector) as "Lexemes" from search_entries where document_id = any ({ids})""").ToListAsync(cancellation);
        var found = entries.Select(entry => entry.Id).ToArray();
        // A compound is marked where one of its parts was asked for.
        var queries = entries.Select(entry => string.Join(" | ", entry.Lexemes
            .Where(lexeme => marked.Contains(lexeme) || words.PartsOf(lexeme).Any(marked.Contains)).Concat(asked.Marked).Distinct().Select(AskedWords.Quote))).ToArray();
        var excerpts = await db.Database.SqlQuery<Excerpt>(
            $"""
             select e.document_id as "Id", ts_headline('german', left(e.text, {ExcerptText}), shown.query::tsquery, {ExcerptOptions}) as "Text"
             from unnest({found}, {queries}) shown (id, query) join search_entries e on e.document_id = shown.id
             """).ToListAsync(cancellation);
        return excerpts.ToDictionary(excerpt => excerpt.Id, excerpt => excerpt.Text);
    }

    // A lexeme as the first fitting document writes it.
    private async Task<string?> WrittenAsync(string lexeme, IQueryable<Document> fitting, CancellationToken cancellation)
    {
        var query = AskedWords.Quote(lexeme);
        var holding = db.Database.SqlQuery<Excerpt>(
            $"""
             select document_id as "Id", ts_headline('german', left(text, {ExcerptText}), {query}::tsquery, {WordOptions}) as "Text"
             from search_entries where impacts @@ {query}::tsquery and vector @@ {query}::tsquery
             """);
        var text = await fitting.Join(holding, d => d.Id, entry => entry.Id, (_, entry) => entry).OrderBy(entry => entry.Id).Select(entry => entry.Text).FirstOrDefaultAsync(cancellation);
        return text?.Split('\u0001', '\u0002') is [_, var word, ..] ? word : null;
    }

    /// <summary>The best documents among those that fit, best first.</summary>
    /// <param name="asked">The question, not empty.</param>
    /// <param name="fitting">What the viewer may see, narrowed as they like.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="onlyAll">Whether every document must match the whole question.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<RankedDocument>> BestAsync(
        AskedWords asked, IQueryable<Document> fitting, int count, bool onlyAll, CancellationToken cancellation)
    {
        var ranked = asked.Ranked;
        if (onlyAll || !asked.IsPlain)
            return await StageAsync(asked, ranked, asked.All, fitting, count, cancellation);

        var best = new Dictionary<Guid, RankedDocument>();
        double least = 0;
        if (asked.AllComeFirst)
            Take(await StageAsync(asked, ranked, asked.All, fitting, count, cancellation));
        for (var n = 0; n < ranked.Count && ranked.Skip(n).Sum(lexeme => lexeme.Weight) > least; n++)
        {
            // Alone, this lexeme lifts no document above the last one found: it needs another beside it.
            var others = ranked.Skip(n + 1).Select(lexeme => lexeme.Query);
            var candidates = ranked[n].Weight > least ? ranked[n].Query : $"{ranked[n].Query} & ({string.Join(" | ", others)})";
            if (asked.AllComeFirst)
                candidates = $"({candidates}) & ({asked.Some})";
            Take(await StageAsync(asked, ranked, candidates, fitting, count, cancellation));
        }

        return [.. best.Values.OrderByDescending(document => document.Score).ThenByDescending(document => document.PublishedAt).ThenBy(document => document.Id).Take(count)];

        void Take(IReadOnlyList<RankedDocument> found)
        {
            foreach (var document in found)
                best[document.Id] = document;
            if (best.Count >= count)
                least = best.Values.Select(document => document.Score).OrderDescending().ElementAt(count - 1);
        }
    }

    /// <summary>Documents that match the whole question.</summary>
    public IQueryable<Document> MatchingAll(IQueryable<Document> fitting, AskedWords asked)
    {
        var found = db.Database.SqlQueryRaw<Guid>("""select document_id as "Value" from search_entries where impacts @@ {0}::tsquery and (not {1} or vector @@ websearch_to_tsquery('german', {2}))""", asked.All, asked.HasPhrase, asked.Text);
        return fitting.Where(d => found.Contains(d.Id));
    }

    private async Task<IReadOnlyList<RankedDocument>> StageAsync(
        AskedWords asked, IReadOnlyList<RankedLexeme> ranked, string candidates, IQueryable<Document> fitting, int count, CancellationToken cancellation)
    {
        var arguments = new List<object>();
        var sql = new StringBuilder("select e.document_id as \"Id\", e.impacts @@ ").Append(Argument(asked.All)).Append("::tsquery as \"HasAll\", (");
        foreach (var lexeme in ranked)
            sql.Append("ts_rank(").Append(Argument(SearchProfile.Weights)).Append(", e.impacts, ").Append(Argument(lexeme.Query)).Append("::tsquery) * ").Append(Argument(lexeme.Weight)).Append(" + ");
        sql.Append("0) * ").Append(Undivided);
        if (asked.IsPlain && asked.AllComeFirst)
            sql.Append(" + case when e.impacts @@ ").Append(Argument(asked.All)).Append("::tsquery then ").Append(Argument(ranked.Sum(lexeme => lexeme.Weight))).Append(" else 0 end");
        sql.Append(" as \"Score\" from search_entries e where e.impacts @@ ").Append(Argument(Without(candidates, asked.Excluded))).Append("::tsquery");
        if (asked.HasPhrase)
            sql.Append(" and e.vector @@ websearch_to_tsquery('german', ").Append(Argument(asked.Text)).Append(')');

        return await db.Database.SqlQueryRaw<Row>(sql.ToString(), [.. arguments])
            .Join(fitting, row => row.Id, d => d.Id, (row, d) => new { row.Id, row.Score, row.HasAll, d.PublishedAt })
            .OrderByDescending(row => row.Score).ThenByDescending(row => row.PublishedAt).ThenBy(row => row.Id)
            .Take(count)
            .Select(row => new RankedDocument(row.Id, row.Score, row.HasAll, row.PublishedAt))
            .ToListAsync(cancellation);

        string Argument(object value)
        {
            arguments.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{arguments.Count - 1}}}");
        }
    }

    private static string Without(string candidates, IReadOnlyList<string> excluded) =>
        excluded.Count == 0 ? candidates : $"({candidates}) & {string.Join(" & ", excluded.Select(lexeme => "!" + AskedWords.Quote(lexeme)))}";

    // Who quotes or leaves out means just what is written.
    private static IReadOnlyList<(string Partner, string Question)> SynonymsIn(string text, SearchWords words)
    {
        var typed = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (text.Contains('"', StringComparison.Ordinal) || typed.Any(word => word[0] == '-' || word == "or"))
            return [];
        return [.. words.Synonyms.In(typed)
            .SelectMany(match => match.Partners.Select(partner => (partner, string.Join(' ', [.. typed[..match.Start], partner, .. typed[(match.Start + match.Length)..]]))))
            .Take(MostSynonyms)];
    }

    private sealed record EntryWords(Guid Id, string[] Lexemes);

    private sealed record Excerpt(Guid Id, string Text);

    private sealed record Row(Guid Id, bool HasAll, double Score);
}

/// <summary>A document found.</summary>
/// <param name="Id">The document.</param>
/// <param name="Score">Its rank; higher is better.</param>
/// <param name="HasAll">Whether it matches the whole question.</param>
/// <param name="PublishedAt">The newer of two equals comes first.</param>
public sealed record RankedDocument(Guid Id, double Score, bool HasAll, DateTimeOffset? PublishedAt);
