using System.Data;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Lets nodes do something one after the other.</summary>
/// <remarks>
/// Who holds the turn of a name goes on, the others wait until it is given back or its holder is gone.
/// </remarks>
public sealed class Turn : IAsyncDisposable
{
    private readonly NpgsqlConnection _holder;

    private Turn(NpgsqlConnection holder) => _holder = holder;

    internal NpgsqlConnection Connection => _holder;

    /// <summary>Waits without limit until it is this node's turn.</summary>
    public static async Task<Turn> TakeAsync(NpgsqlDataSource database, string name, CancellationToken cancellation) =>
        (await AskAsync(database, "select pg_advisory_lock(hashtext($1))", name, cancellation))!;

    /// <summary>Takes the turn if nobody has it at the moment; null otherwise.</summary>
    public static Task<Turn?> TryTakeAsync(NpgsqlDataSource database, string name, CancellationToken cancellation) =>
        AskAsync(database, "select pg_try_advisory_lock(hashtext($1))", name, cancellation);

    /// <summary>Gives the turn back; a session that was lost has given it back already.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (_holder)
        {
            try
            {
                if (_holder.State == ConnectionState.Open)
                    await _holder.ExecuteAsync("select pg_advisory_unlock_all()", CancellationToken.None);
            }
            catch (NpgsqlException) when (_holder.State != ConnectionState.Open)
            {
                // It was lost, and nobody had noticed yet.
            }
        }
    }

    private static async Task<Turn?> AskAsync(
        NpgsqlDataSource database, string sql, string name, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        var isTaken = false;
        try
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            isTaken = await command.ExecuteScalarAsync(cancellation) is not false;
            return isTaken ? new Turn(connection) : null;
        }
        finally
        {
            if (!isTaken)
                await connection.DisposeAsync();
        }
    }
}
