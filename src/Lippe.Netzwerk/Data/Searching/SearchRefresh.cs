using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Gathers the vocabulary of all documents, and weighs them anew by it.</summary>
public sealed class SearchRefresh(HubDbContext db, SearchVocabulary vocabulary, SearchIndex index, TimeProvider clock)
{
    // Rarity changes slowly: a tenth more documents is the earliest that ranking would show.
    private const double Growth = 1.1;

    /// <summary>Gathers when the hub has grown or shrunk noticeably since the last time; returns whether it did.</summary>
    public async Task<bool> RunIfDueAsync(CancellationToken cancellation)
    {
        var now = await db.SearchEntries.CountAsync(cancellation);
        var then = await db.Database.SqlQuery<int>($"""select documents as "Value" from search_statistics""").SingleOrDefaultAsync(cancellation);
        if (now <= then * Growth && now >= then / Growth && (now == 0 || then > 0))
            return false;
        await RunAsync(cancellation);
        return true;
    }

    /// <summary>Gathers in any case.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await CountAsync(cancellation);
        await index.WeighAllAsync(cancellation);
        // The parts of compounds are words too; they were not known before.
        await CountAsync(cancellation);
    }

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
