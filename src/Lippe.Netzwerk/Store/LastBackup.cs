using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>When the database was last backed up, as the command that did it noted.</summary>
/// <param name="At">Whose state it holds.</param>
/// <param name="Bytes">How large its file is.</param>
/// <param name="Documents">How many are in it.</param>
public sealed record LastBackup(DateTimeOffset At, long Bytes, int Documents)
{
    /// <summary>How old it may be until somebody should ask why.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private const string TableSql =
        """
        create table if not exists last_backup (
            only_row boolean primary key default true check (only_row),
            at timestamptz not null, bytes bigint not null, documents integer not null)
        """;

    private const string KeepSql =
        """
        insert into last_backup (at, bytes, documents) values ($1, $2, $3)
        on conflict (only_row) do update set at = excluded.at, bytes = excluded.bytes, documents = excluded.documents
        """;

    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(TableSql, cancellation);

    /// <summary>The last one; null when there was none.</summary>
    public static async Task<LastBackup?> ReadAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand("select at, bytes, documents from last_backup");
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new LastBackup(reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt64(1), reader.GetInt32(2))
            : null;
    }

    /// <summary>Notes this one; also in a database whose schema is from before such notes.</summary>
    public async Task KeepAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await CreateTableAsync(connection, cancellation);
        await using var command = new NpgsqlCommand(KeepSql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<DateTime> { TypedValue = At.UtcDateTime },
                new NpgsqlParameter<long> { TypedValue = Bytes },
                new NpgsqlParameter<int> { TypedValue = Documents },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Whether it is older than it should be.</summary>
    public bool IsOld(DateTimeOffset now) => now - At > Patience;
}
