using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Looks for words in everything a hub keeps.</summary>
public static class TestTables
{
    /// <summary>The tables with a row that holds one of some words.</summary>
    /// <remarks>Raw rows, because what no class declares any more would stay unseen.</remarks>
    public static async Task<IReadOnlyList<string>> TablesNamingAsync(this TestHub hub, params string[] words)
    {
        var database = hub.Services.GetRequiredService<NpgsqlDataSource>();
        var found = new List<string>();
        var tables = await ReadAsync(
            database,
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname in ('public', 'hangfire') order by 1
            """);
        foreach (var table in tables)
        {
            var rows = await ReadAsync(database, $"select row::text from {table} row");
            if (rows.Any(row => words.Any(word => row.Contains(word, StringComparison.OrdinalIgnoreCase))))
                found.Add(table.Replace("public.", "", StringComparison.Ordinal));
        }

        return found;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource database, string sql)
    {
        await using var query = database.CreateCommand(sql);
        await using var reader = await query.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
