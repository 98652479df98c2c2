using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// The change feed: one row for each thing that changed, written in the transaction that changed it, by which every
/// node learns what is new.
/// </summary>
public static class Changes
{
    /// <summary>The PostgreSQL channel that tells the kinds, parted by blanks, a transaction has changed.</summary>
    public const string Channel = "hub_changed";

    // What was pruned is remembered, so that a reader who was away too long finds out.
    private const string Schema =
        $"""
        create table if not exists change (
            xid xid8 not null default pg_current_xact_id(),
            seq bigint generated always as identity primary key,
            kind text not null,
            id text not null
        );
        create index if not exists change_xid on change (xid);

        create table if not exists change_pruned (
            only_row boolean primary key default true check (only_row),
            xid xid8 not null
        );
        insert into change_pruned (xid) values ('0') on conflict do nothing;

        create or replace function tell_change() returns trigger language plpgsql as $$
        begin
            perform pg_notify('{Channel}', (select string_agg(distinct kind, ' ') from written));
            return null;
        end
        $$;
        create or replace trigger change_told after insert on change
            referencing new table as written for each statement execute function tell_change();
        """;

    // A reader behind by more than this rebuilds faster than it reads.
    private const int RowsKept = 100_000;

    /// <summary>Deletes all but the newest rows; none that somebody who begins to read now would still get.</summary>
    internal static readonly string PruneSql =
        $"""
        with old as (
            delete from change
            where seq <= (select max(seq) - {RowsKept} from change) and xid < pg_snapshot_xmin(pg_current_snapshot())
            returning xid
        )
        update change_pruned set xid = greatest(xid, (select max(xid) from old)) where exists (select from old)
        """;

    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(Schema, cancellation);

    /// <summary>Adds rows in the transaction of the save at hand.</summary>
    internal static void Write(IDocumentSession session, IReadOnlyList<(string Kind, string Id)> records) =>
        session.QueueSqlCommand(
            "insert into change (kind, id) select * from unnest(?, ?)",
            records.Select(record => record.Kind).ToArray(),
            records.Select(record => record.Id).ToArray());
}

/// <summary>Something that changed.</summary>
/// <param name="Kind">One of <see cref="Domain.RecordKinds"/>.</param>
/// <param name="Id">The key of the thing.</param>
public sealed record Change(string Kind, string Id);
