using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Backups;

/// <summary>Fills a database from a backup, wholly or not at all: it is one transaction.</summary>
internal sealed class Restore(IServiceProvider services, TimeProvider clock)
{
    private const string OthersSql =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Fills the database; its schema is brought up to date afterwards.</summary>
    /// <param name="backup">What to fill it with; checked.</param>
    /// <param name="overwrites">Whether what is there may go.</param>
    /// <param name="restored">Hears how many of how many files are in.</param>
    /// <param name="cancellation">Ends it, and leaves the database as it was.</param>
    /// <exception cref="NotSupportedException">The database is in use, or not empty.</exception>
    public async Task RunAsync(
        BackupArchive backup, bool overwrites, Action<int, int> restored, CancellationToken cancellation)
    {
        await using (var turn = await HubSchema.TakeTurnAsync(services, cancellation))
        {
            await FillAsync(turn.Connection, backup, overwrites, restored, cancellation);
            await turn.Connection.ExecuteAsync("analyze", cancellation);
        }

        await HubSchema.MigrateAsync(services, cancellation);
    }

    private async Task FillAsync(
        NpgsqlConnection connection,
        BackupArchive backup,
        bool overwrites,
        Action<int, int> restored,
        CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(SchemaScript.PathSql, cancellation);
        if (await SchemaScript.ReadDropsAsync(connection, cancellation) is { Length: > 0 } drops)
        {
            await RequireReplaceableAsync(connection, overwrites, cancellation);
            await connection.ExecuteAsync(drops, cancellation);
        }

        await RunFileAsync(connection, backup, Backup.Before, cancellation);
        var tables = backup.Manifest.Files.Where(file => file.Table is not null).ToList();
        foreach (var (done, file) in tables.Index())
        {
            await FillTableAsync(connection, backup, file, cancellation);
            restored(done + 1, tables.Count);
        }

        await RunFileAsync(connection, backup, Backup.After, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task RequireReplaceableAsync(
        NpgsqlConnection connection, bool overwrites, CancellationToken cancellation)
    {
        if (!overwrites)
        {
            throw new NotSupportedException(
                $"Die Datenbank „{connection.Database}“ ist nicht leer. Nehmen Sie eine leere, oder ersetzen Sie mit "
                + "--ueberschreiben alles, was darin ist.");
        }

        // A connection that was closed a moment ago may still be listed.
        var began = clock.GetTimestamp();
        while (await CountOthersAsync(connection, cancellation) is var others and > 0)
        {
            if (clock.GetElapsedTime(began) > Patience)
            {
                throw new NotSupportedException(
                    $"Die Datenbank „{connection.Database}“ ist in Gebrauch ({others} Verbindungen). "
                    + "Beenden Sie den Hub auf allen Knoten und versuchen Sie es noch einmal.");
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private static async Task<long> CountOthersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var count = new NpgsqlCommand(OthersSql, connection);
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task RunFileAsync(
        NpgsqlConnection connection, BackupArchive backup, string name, CancellationToken cancellation)
    {
        using var text = new StreamReader(await backup.ReadAsync(name, cancellation));
        await connection.ExecuteAsync(await text.ReadToEndAsync(cancellation), cancellation);
    }

    private static async Task FillTableAsync(
        NpgsqlConnection connection, BackupArchive backup, BackupFile file, CancellationToken cancellation)
    {
        await using var content = await backup.ReadAsync(file.Name, cancellation);
        await using var rows = await connection.BeginTextImportAsync($"copy {file.Table} from stdin", cancellation);
        await content.CopyToAsync(((StreamWriter)rows).BaseStream, cancellation);
    }
}
