using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Makes what must be told apart and not be read, such as where a guess came from, unreadable; alike on all nodes.
/// </summary>
/// <remarks>Its key keeps others from trying all addresses there are.</remarks>
public sealed class KeyedHash(NpgsqlDataSource database)
{
    // An identifier made by PostgreSQL has 122 random bits.
    private const string TableSql =
        """
        create table if not exists hash_key (key text primary key);
        insert into hash_key (key)
            select gen_random_uuid()::text || gen_random_uuid()::text where not exists (select from hash_key);
        """;

    private byte[]? _key;

    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(TableSql, cancellation);

    /// <summary>64 digits.</summary>
    public async ValueTask<string> OfAsync(string text, CancellationToken cancellation)
    {
        _key ??= await ReadKeyAsync(cancellation);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
    }

    private async Task<byte[]> ReadKeyAsync(CancellationToken cancellation)
    {
        await using var query = database.CreateCommand("select key from hash_key");
        return Encoding.UTF8.GetBytes((string)(await query.ExecuteScalarAsync(cancellation))!);
    }
}
