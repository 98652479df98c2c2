using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Npgsql;
using NpgsqlTypes;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// This node's index of all search entries. Each question first asks PostgreSQL what was written since the last one,
/// so a document is found on every node as soon as its save is committed.
/// </summary>
public sealed class SearchIndex(NpgsqlDataSource database) : IDisposable
{
    // Compounds are looked for anew when there are a tenth more documents.
    private const double Growth = 1.1;

    // So few documents are gone through while the question waits.
    private const int Few = 5_000;

    // Entries of transactions older than the oldest one still running are all known from the last time.
    private const string ChangesSql =
        """
        select pg_snapshot_xmin(pg_current_snapshot()),
               coalesce((select string_agg(xmin::text, ' ' order by key) from network_texts where key in ('suche/synonyme', 'suche/woerter')), ''),
               array(select document_id from search_entries where written >= $1 order by written, document_id),
               array(select written from search_entries where written >= $1 order by written, document_id)
        """;

    // A restored database brings numbers of its old cluster along, which have not been given out here yet: they would count as new with every question,
    // and hide a later save by the transaction that gets the same number.
    private const string AdoptSql = "update search_entries set written = pg_current_xact_id() where written >= pg_snapshot_xmax(pg_current_snapshot())";

    private const string EntriesSql =
        """
        select d.id, e.written, d.kind, d.state, d.visibility, d.municipality_id, d.responsible_id, d.topics, coalesce(d.published_at, d.changed_at),
               coalesce(left(d.minutes_facts ->> 'Date', 4)::int, extract(year from coalesce(d.published_at, d.changed_at) at time zone 'Europe/Berlin')::int),
               d.title, w.lexemes, w.marks
        from search_entries e join documents d on d.id = e.document_id cross join lateral words_of(e.vector) w
        where e.document_id = any ($1)
        """;

    private const string ListsSql = "select key, value from network_texts where key in ('suche/synonyme', 'suche/woerter')";

    private const string LexemesSql = "select coalesce(tsvector_to_array(to_tsvector('german', $1)), '{}')";

    private readonly WordIndex _index = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ReaderWriterLockSlim _lock = new();
    private volatile SearchWords _words = SearchWords.None;
    private Task _gathering = Task.CompletedTask;
    private IReadOnlyCollection<string> _known = [];
    private string _lists = "";
    private ulong _horizon;
    private double _gatheredAt;

    /// <summary>Takes in what was saved since the last question, on whichever node.</summary>
    /// <returns>The language of the hub.</returns>
    public async Task<SearchWords> CatchUpAsync(CancellationToken cancellation)
    {
        await TakeInAsync(await ChangesAsync(cancellation), cancellation);
        return _words;
    }

    /// <summary>The same, and asks PostgreSQL a question on the same way.</summary>
    /// <param name="askIn">The question in the language of the hub, and what reads its answer, which is one row.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<T> CatchUpAndAskAsync<T>(Func<SearchWords, (NpgsqlBatchCommand Question, Func<NpgsqlDataReader, T> Read)> askIn, CancellationToken cancellation)
    {
        var words = _words;
        var (question, read) = askIn(words);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(AskForChanges());
        batch.BatchCommands.Add(question);
        Changes changes;
        T answer;
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            changes = await ReadChangesAsync(reader, cancellation);
            await reader.NextResultAsync(cancellation);
            await reader.ReadAsync(cancellation);
            answer = read(reader);
        }

        await TakeInAsync(changes, cancellation);
        // With other synonyms it is another question.
        return ReferenceEquals(words, _words) ? answer : await CatchUpAndAskAsync(askIn, cancellation);
    }

    private async Task TakeInAsync(Changes news, CancellationToken cancellation)
    {
        if (IsKnown(news))
        {
            _horizon = Math.Max(_horizon, news.Horizon);
            return;
        }

        await _writing.WaitAsync(cancellation);
        try
        {
            if (_horizon == 0)
                await AdoptAsync(cancellation);
            // Asked again, because another question may have taken the same changes in meanwhile.
            var changes = await ChangesAsync(cancellation);
            await TakeAsync(changes.Unknown(Read(index => index)), cancellation);
            if (changes.Lists != _lists)
                await TakeListsAsync(cancellation);
            (_horizon, _lists) = (Math.Max(_horizon, changes.Horizon), changes.Lists);
            if (_gathering.IsCompleted && IsGatheringDue)
                _gathering = GatherAsync();
        }
        finally
        {
            _writing.Release();
        }

        if (Read(index => index.Count) <= Few)
            await _gathering.WaitAsync(cancellation);
    }

    /// <summary>Reads from the index while nobody writes; must be quick.</summary>
    internal T Read<T>(Func<WordIndex, T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read(_index);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    private void Write(Action<WordIndex> write)
    {
        _lock.EnterWriteLock();
        try
        {
            write(_index);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        _writing.Dispose();
        _lock.Dispose();
    }

    private bool IsGatheringDue => Read(index => index.Count > _gatheredAt * Growth || index.Count < _gatheredAt / Growth);

    private bool IsKnown(Changes changes) => changes.Lists == _lists && Read(index => changes.Unknown(index)).Length == 0;

    private async Task AdoptAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(AdoptSql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Changes> ChangesAsync(CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(AskForChanges());
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadChangesAsync(reader, cancellation);
    }

    private NpgsqlBatchCommand AskForChanges() => new(ChangesSql) { Parameters = { new NpgsqlParameter { Value = _horizon, NpgsqlDbType = NpgsqlDbType.Xid8 } } };

    private static async Task<Changes> ReadChangesAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        return new Changes(reader.GetFieldValue<ulong>(0), reader.GetString(1), reader.GetFieldValue<Guid[]>(2), reader.GetFieldValue<ulong[]>(3));
    }

    private async Task TakeAsync(Guid[] documents, CancellationToken cancellation)
    {
        if (documents.Length == 0)
            return;

        await using var query = database.CreateCommand(EntriesSql);
        query.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = documents });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (document, lexemes, marks) = (DocumentOf(reader), reader.GetFieldValue<string[]>(11), reader.GetFieldValue<short[]>(12));
            Write(index => index.Put(document, lexemes, marks, _words));
        }
    }

    private static IndexedDocument DocumentOf(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Written = reader.GetFieldValue<ulong>(1),
        Kind = Enum.Parse<DocumentKind>(reader.GetString(2)),
        State = Enum.Parse<DocumentState>(reader.GetString(3)),
        Visibility = Enum.Parse<Visibility>(reader.GetString(4)),
        MunicipalityId = reader.GetGuid(5),
        ResponsibleId = reader.IsDBNull(6) ? null : reader.GetGuid(6),
        Topics = reader.GetFieldValue<string[]>(7),
        At = reader.GetFieldValue<DateTimeOffset>(8),
        Year = reader.GetInt32(9),
        Title = reader.GetString(10),
    };

    private async Task TakeListsAsync(CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(ListsSql);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        var lists = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellation))
            lists[reader.GetString(0)] = reader.GetString(1);

        var known = await LexemesAsync(string.Join(' ', WordList.Parse(lists.GetValueOrDefault(SearchWords.WordsKey, ""))), cancellation);
        if (!known.SequenceEqual(_known))
            _gatheredAt = 0;
        _known = known;
        _words = _words.With(Synonyms.Parse(lists.GetValueOrDefault(SearchWords.SynonymsKey, "")));
    }

    private async Task<string[]> LexemesAsync(string text, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(LexemesSql);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return (string[])(await query.ExecuteScalarAsync(cancellation))!;
    }

    // Runs beside questions and saves; only the exchange at the end makes them wait.
    private async Task GatherAsync()
    {
        var (size, count, frequencies, lists) = Read(index => (index.Size, index.Count, index.CountWords(), index.ReadWords()));
        _gatheredAt = count;
        await Task.Yield();
        var words = new SearchWords(frequencies, _known, _words.Synonyms);
        var parts = WordIndex.PartsAmong(lists, words);
        Write(index => index.TakeParts(parts, size));
        _words = words.With(_words.Synonyms);
    }

    /// <param name="Horizon">Transactions before this one have ended, and what they wrote is among these changes or older ones.</param>
    /// <param name="Lists">Another text when synonyms or words of compounds were edited.</param>
    /// <param name="Documents">Whose entries were written.</param>
    /// <param name="Written">By which transaction each was.</param>
    private sealed record Changes(ulong Horizon, string Lists, Guid[] Documents, ulong[] Written)
    {
        public Guid[] Unknown(WordIndex index) => [.. Documents.Where((id, n) => index.Find(id)?.Written != Written[n])];
    }
}
