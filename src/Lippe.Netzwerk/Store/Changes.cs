using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>The feed every node follows to learn what was saved; each row carries the transaction that wrote it.</summary>
public static class Changes
{
    /// <summary>The PostgreSQL notification channel; a notice says only that there are new rows.</summary>
    public const string Channel = "hub_changed";

    private const string TableSql =
        $"""
        create table if not exists change (
            xid xid8 not null default pg_current_xact_id(),
            seq bigint generated always as identity primary key,
            kind text not null,
            id text not null);
        create index if not exists change_xid on change (xid);
        create or replace function change_notify() returns trigger language plpgsql as
            'begin notify {Channel}; return null; end';
        create or replace trigger change_notify after insert on change for each statement execute function change_notify();
        """;

    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(TableSql, cancellation);

    /// <summary>Adds rows in the transaction of the save at hand.</summary>
    internal static void Write(IDocumentSession session, IReadOnlyList<(string Kind, string Id)> records) => session.QueueSqlCommand(
        "insert into change (kind, id) select * from unnest(?, ?)",
        records.Select(record => record.Kind).ToArray(),
        records.Select(record => record.Id).ToArray());
}
