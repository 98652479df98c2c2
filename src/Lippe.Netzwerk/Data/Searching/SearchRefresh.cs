using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Gathers the vocabulary of all documents, and weighs them anew by it.</summary>
public sealed class SearchRefresh(HubDbContext db, SearchVocabulary vocabulary, SearchIndex index, TimeProvider clock)
{
    // Rarity changes slowly: a tenth more documents is the earliest that ranking would show.
    private const double Growth = 1.1;

    /// <summary>Counts words anew when the hub has grown or shrunk noticeably since the last time; quick.</summary>
    public async Task CountIfDueAsync(CancellationToken cancellation)
    {
        if (IsDue(await db.SearchEntries.CountAsync(cancellation), (await LastAsync(cancellation)).Documents))
            await CountAsync(cancellation);
    }

    /// <summary>Counts, and weighs all documents anew, when the hub has grown or shrunk noticeably.</summary>
    public async Task RunIfDueAsync(CancellationToken cancellation)
    {
        await CountIfDueAsync(cancellation);
        var last = await LastAsync(cancellation);
        if (IsDue(last.Documents, last.Weighed))
            await RunAsync(cancellation);
    }

    /// <summary>Counts and weighs in any case.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await CountAsync(cancellation);
        await index.WeighAllAsync(cancellation);
        // The parts of compounds are words too; they were not known before.
        await CountAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"update search_statistics set weighed = documents", cancellation);
    }

    private static bool IsDue(int now, int then) => now > then * Growth || now < then / Growth;

    private async Task<Sizes> LastAsync(CancellationToken cancellation) =>
        await db.Database.SqlQuery<Sizes>($"""select documents as "Documents", weighed as "Weighed" from search_statistics""").SingleOrDefaultAsync(cancellation) ?? new Sizes(0, 0);

    private sealed record Sizes(int Documents, int Weighed);

    private async Task CountAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('hub.search-words'))", cancellation);
        await db.Database.ExecuteSqlAsync($"delete from search_words", cancellation);
        await db.Database.ExecuteSqlAsync($"insert into search_words select word, ndoc from ts_stat('select impacts from search_entries')", cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into search_statistics (documents, average_length, refreshed_at)
             select count(*), coalesce(avg(length), {SearchWords.UsualLength}), {clock.GetUtcNow()} from search_entries
             on conflict (only_row) do update set documents = excluded.documents, average_length = excluded.average_length, refreshed_at = excluded.refreshed_at
             """,
            cancellation);
        await ChangeNotice.SendAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        vocabulary.Forget();
    }
}
