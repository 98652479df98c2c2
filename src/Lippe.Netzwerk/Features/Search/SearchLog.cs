using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>
/// Counts what is searched for, day by day, without saying who did; so that coordinators see what is missing.
/// </summary>
public sealed partial class SearchLog(NpgsqlDataSource database, NetworkDirectory network, TimeProvider clock)
{
    /// <summary>Older counts are deleted.</summary>
    public const int DaysKept = 90;

    // Longer ones are texts somebody pasted.
    private const int LongestText = 80;

    // So many different texts at most wait to be written.
    private const int MostWaiting = 5_000;

    // A number of that many digits is somebody's number.
    private const int MostDigits = 4;

    private const string TableSql =
        """
        create table if not exists logged_search (
            day date not null,
            text text not null,
            times integer not null,
            found integer not null,
            primary key (day, text));
        """;

    private const string WriteSql =
        """
        insert into logged_search (day, text, times, found)
        select $1, asked.text, asked.times, asked.found from unnest($2, $3, $4) asked (text, times, found)
        on conflict (day, text) do update set times = logged_search.times + excluded.times, found = excluded.found
        """;

    private const string DeleteSql = "delete from logged_search where day < $1";

    private readonly ConcurrentDictionary<string, (int Times, int Found)> _waiting = new(StringComparer.Ordinal);

    /// <summary>Notes a search and how many documents were found; written down by <see cref="WriteAsync"/>.</summary>
    public void Note(string text, int found)
    {
        var folded = PlainText.CleanLine(text).ToLower(CultureInfo.GetCultureInfo("de-DE"));
        if (!ReadableWord().IsMatch(folded))
            return;
        var isPersonal = folded.Contains('@', StringComparison.Ordinal) || folded.Count(char.IsAsciiDigit) > MostDigits;
        if (folded.Length is 0 or > LongestText || isPersonal || _waiting.Count >= MostWaiting)
            return;
        _waiting.AddOrUpdate(folded, (1, found), (_, known) => (known.Times + 1, found));
    }

    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(TableSql, cancellation);

    /// <summary>Writes down what was noted since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var today = clock.GetUtcNow().InBerlin();
        var searches = _waiting.Keys
            .Select(text => (Text: text, IsNoted: _waiting.TryRemove(text, out var counts), Counts: counts))
            .Where(search => search.IsNoted).ToList();
        // Somebody's name is no topic.
        var names = await SurnamesAsync(cancellation);
        searches.RemoveAll(search => WordsOf(search.Text).Any(names.Contains));
        if (searches.Count == 0)
            return;

        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WriteSql)
        {
            Parameters =
            {
                new NpgsqlParameter<DateOnly> { TypedValue = today },
                new NpgsqlParameter<string[]> { TypedValue = [.. searches.Select(search => search.Text)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. searches.Select(search => search.Counts.Times)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. searches.Select(search => search.Counts.Found)] },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeleteSql)
        {
            Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = today.AddDays(-DaysKept) } },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The searches of the last days, most frequent first.</summary>
    /// <param name="days">How many days back.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="withoutHits">Whether only those that nothing was found for.</param>
    public async Task<IReadOnlyList<LoggedSearch>> ReadAsync(
        int days, int count, bool withoutHits, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(
            """
            select text, sum(times)::int, (array_agg(found order by day desc))[1] from logged_search
            where day >= $1 group by text having not $2 or (array_agg(found order by day desc))[1] = 0
            order by 2 desc, text limit $3
            """);
        query.Parameters.Add(
            new NpgsqlParameter<DateOnly> { TypedValue = clock.GetUtcNow().InBerlin().AddDays(-days) });
        query.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = withoutHits });
        query.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        var searches = new List<LoggedSearch>();
        while (await reader.ReadAsync(cancellation))
            searches.Add(new LoggedSearch(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)));
        return searches;
    }

    private async Task<HashSet<string>> SurnamesAsync(CancellationToken cancellation) =>
    [
        .. (await network.PeopleAsync(cancellation)).Select(person => WordsOf(person.Name).LastOrDefault(""))
            .Where(name => name.Length > 0),
    ];

    // Umlauts as people type them, so that "Mueller" is Müller.
    private static IEnumerable<string> WordsOf(string text) =>
        Words().Matches(text).Select(word => GermanFold.Fold(word.Value));

    // Of two letters at least, with no sign of a program beside it: "ki" is one, "%ff%fe" has none.
    [GeneratedRegex(@"(?<![^\s\p{P}]|%)(?=\p{L}{2})[\p{L}\p{N}-]+(?![^\s\p{P}]|%)")]
    private static partial Regex ReadableWord();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}

/// <summary>Something that was searched for.</summary>
/// <param name="Text">In small letters.</param>
/// <param name="Times">How often.</param>
/// <param name="Found">How many documents, the last time.</param>
public sealed record LoggedSearch(string Text, int Times, int Found);
