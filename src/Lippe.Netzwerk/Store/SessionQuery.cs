using Lippe.Netzwerk.Domain;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>The query every request of a signed-in member begins with; asked directly, because it runs more often than all others together.</summary>
public static class SessionQuery
{
    private const string Sql =
        "select name, role, municipality_id, security_stamp, pg_current_snapshot()::text from members where id = $1 and left_at is null";

    /// <summary>The member as of now, or null when the membership has ended.</summary>
    public static async Task<Session?> FindAsync(NpgsqlDataSource database, Guid memberId, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(Sql);
        query.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = memberId });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;

        var viewer = new Viewer(memberId, reader.GetString(0), Enum.Parse<Role>(reader.GetString(1)), reader.GetGuid(2));
        return new Session(viewer, reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4));
    }
}

/// <summary>A signed-in member at the moment of a request.</summary>
/// <param name="Viewer">Who it is.</param>
/// <param name="SecurityStamp">Cookies with another one are no longer valid.</param>
/// <param name="Snapshot">The state of the database: as long as it is the same text, nothing at all was committed.</param>
public sealed record Session(Viewer Viewer, string? SecurityStamp, string Snapshot);
