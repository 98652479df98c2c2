using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Asks the database whether it can work, and not only answer.</summary>
public static class DatabaseSpace
{
    // A megabyte that does not fit into the memory allowed goes to the database's disk, and leaves no row behind.
    private static readonly string[] WriteAMegabyte =
    [
        "begin", "set local work_mem = '64kB'", "select count(*) from generate_series(1, 40000)", "rollback",
    ];

    /// <summary>Returns once the database answered and had a megabyte to spare.</summary>
    /// <exception cref="NpgsqlException">It did not answer, or its disk is full.</exception>
    public static async Task RequireAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in WriteAMegabyte)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
