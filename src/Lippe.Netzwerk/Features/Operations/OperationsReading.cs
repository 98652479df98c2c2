using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>Reads from the database what an operator wants to know.</summary>
public sealed class OperationsReading(IQuerySession session, NpgsqlDataSource database, TimeProvider clock)
{
    private const string FactsSql =
        """
        with refused as (
            select finished_at, data ->> 'Answer' answer from mt_doc_delivery
            where finished_at > ? and data ->> 'State' in ('Failed', 'Bounced')
        )
        select jsonb_build_object(
            'SchemaMark', coalesce(obj_description('mt_doc_document'::regclass, 'pg_class'), ''),
            'DatabaseBytes', pg_database_size(current_database()),
            'Documents', (select count(*) from mt_doc_document),
            'LastMailAt', (
                select finished_at from mt_doc_delivery
                where finished_at is not null and data ->> 'State' in ('Accepted', 'Bounced')
                order by finished_at desc limit 1),
            'FailedMails', (select count(*) from refused),
            'LastRefusal', (select answer from refused order by finished_at desc limit 1))
        """;

    /// <summary>Figures and dates.</summary>
    public async Task<HubFacts> FactsAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().AddDays(-HubFacts.Days);
        return (await session.AdvancedSql.QueryAsync<HubFacts>(FactsSql, cancellation, since)).Single();
    }

    /// <summary>The mails that are due and have not left.</summary>
    public Task<WaitingMails> WaitingAsync(CancellationToken cancellation) =>
        WaitingMails.ReadAsync(session, clock.GetUtcNow(), cancellation);

    /// <summary>The last backup, and whether somebody should see to the next.</summary>
    public async Task<BackupState> BackupAsync(CancellationToken cancellation)
    {
        var last = await LastBackup.ReadAsync(database, cancellation);
        return new BackupState(last, last?.IsOld(clock.GetUtcNow()) is not false);
    }
}

/// <summary>How backups fare.</summary>
/// <param name="Last">Null when there was none.</param>
/// <param name="IsDue">Whether that is too long ago.</param>
public sealed record BackupState(LastBackup? Last, bool IsDue);
