using Lippe.Netzwerk.Hosting.Backups;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>The schema of a database in words, without what its rows and its build say.</summary>
public static class TestSchema
{
    public static async Task<string> OfAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var path = new NpgsqlCommand(SchemaScript.PathSql, connection))
            await path.ExecuteNonQueryAsync();
        var script = await SchemaScript.ReadAsync(connection, CancellationToken.None);
        var lines = $"{script.Before}\n{script.After}".Split('\n').Where(line =>
            !line.StartsWith("select setval", StringComparison.Ordinal)
            && !line.StartsWith("comment on", StringComparison.Ordinal));
        return string.Join('\n', lines);
    }
}
