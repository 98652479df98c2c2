using System.Globalization;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>What a comment on one of its tables says of who made the schema last.</summary>
/// <param name="Words">The whole comment; empty for a hub from before there was one.</param>
public sealed record SchemaMark(string Words)
{
    private const string Sql =
        """
        select coalesce(obj_description(documents, 'pg_class'), '')
        from to_regclass('mt_doc_document') documents where documents is not null
        """;

    private const string BeforeNumber = ", schema ";

    /// <summary>The schema's number; 0 from before they were counted.</summary>
    public int Number => Words.Split(BeforeNumber) is [_, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? known
            : 0;

    /// <summary>The mark of a database; null when there is no hub in it.</summary>
    public static async Task<SchemaMark?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(Sql, connection);
        return await query.ExecuteScalarAsync(cancellation) is string words ? new SchemaMark(words) : null;
    }
}
