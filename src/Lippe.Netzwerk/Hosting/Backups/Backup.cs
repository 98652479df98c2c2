using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Backups;

/// <summary>Writes everything a database holds into an archive: one moment's state, while others write on.</summary>
/// <remarks>
/// Not by pg_dump: the embedded PostgreSQL comes without it, and that of the system refuses newer servers. Rows are
/// what <c>copy</c> writes, so that psql reads them on any version, also without the hub.
/// </remarks>
internal sealed class Backup(IServiceProvider services, NpgsqlDataSource database, TimeProvider clock)
{
    internal const string Before = "schema-vorher.sql";
    internal const string After = "schema-nachher.sql";

    private const string BeginSql =
        $"begin isolation level repeatable read read only; {SchemaScript.PathSql}";

    private const string CountSql =
        """
        select (select count(*)::integer from public.mt_doc_document),
               (select count(*)::integer from public.mt_doc_member), current_setting('server_version')
        """;

    // What only this cluster's nodes know: transactions that end a feed, processes, and what they hold.
    private static readonly string[] WithoutRows =
        ["public.change", "public.change_pruned", "hangfire.server", "hangfire.lock"];

    /// <summary>Writes the archive and returns what is in it.</summary>
    /// <param name="file">Where to; stays open.</param>
    /// <param name="written">Hears how many of how many tables are written.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NotSupportedException">There is no hub in the database.</exception>
    public async Task<BackupManifest> WriteAsync(
        Stream file, Action<int, int> written, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // Nothing of the schema may change between the look at it and the locks that keep it.
        await using var turn = await HubSchema.TakeTurnAsync(services, cancellation);
        var schema = await SchemaMark.ReadAsync(connection, cancellation)
            ?? throw new NotSupportedException("In dieser Datenbank ist kein Hub; es gibt nichts zu sichern.");
        await ExecuteAsync(connection, BeginSql, cancellation);
        var at = clock.GetUtcNow();
        var script = await SchemaScript.ReadAsync(connection, cancellation);
        var tables = await SchemaScript.ReadTablesAsync(connection, cancellation);
        var names = string.Join(", ", tables.Select(table => table.Name));
        await ExecuteAsync(connection, $"lock table {names} in access share mode", cancellation);
        await turn.DisposeAsync();

        await using var archive =
            await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellation);
        var files = new List<BackupFile>
        {
            await WriteTextAsync(archive, Before, script.Before, cancellation),
            await WriteTextAsync(archive, After, script.After, cancellation),
        };
        foreach (var (name, copy) in tables.Where(table => !WithoutRows.Contains(table.Name)))
        {
            files.Add(await WriteTableAsync(archive, connection, name, copy, cancellation));
            written(files.Count - 2, tables.Count - WithoutRows.Length);
        }

        var manifest = await DescribeAsync(connection, schema.Number, at, files, cancellation);
        var described = JsonSerializer.Serialize(manifest, BackupManifest.Json);
        await WriteTextAsync(archive, BackupManifest.Name, described, cancellation);
        return manifest;
    }

    private static async Task<BackupFile> WriteTableAsync(
        ZipArchive archive, NpgsqlConnection connection, string name, string copy, CancellationToken cancellation)
    {
        using var rows = await connection.BeginTextExportAsync($"copy {copy} to stdout", cancellation);
        return await WriteAsync(
            archive, $"tabellen/{name}.tsv", copy, ((StreamReader)rows).BaseStream, cancellation);
    }

    private static Task<BackupFile> WriteTextAsync(
        ZipArchive archive, string name, string text, CancellationToken cancellation) =>
        WriteAsync(archive, name, null, new MemoryStream(Encoding.UTF8.GetBytes(text)), cancellation);

    private static async Task<BackupFile> WriteAsync(
        ZipArchive archive, string name, string? table, Stream source, CancellationToken cancellation)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        return await MeasuredCopy.CopyAsync(source, entry, new BackupFile(name, 0, 0, "", table), cancellation);
    }

    private static async Task<BackupManifest> DescribeAsync(
        NpgsqlConnection connection,
        int schema,
        DateTimeOffset at,
        IReadOnlyList<BackupFile> files,
        CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(CountSql, connection);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new BackupManifest(
            BackupManifest.NewestFormat, HubVersion.Text, schema, reader.GetString(2), at,
            reader.GetInt32(0), reader.GetInt32(1), files);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
