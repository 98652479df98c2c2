using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Reads the change feed from a position on.</summary>
/// <remarks>
/// Transactions below a position's floor had all ended when it was taken, so nothing that commits late is missed, and
/// a slow transaction holds up nobody.
/// </remarks>
public sealed class ChangeReader(NpgsqlDataSource database)
{
    // Numbers of transactions begin anew in another cluster or after a return to an older state, and rows without
    // their history in another table.
    private const string DatabaseSql =
        """
        (select system_identifier from pg_control_system())
        || '/' || (select timeline_id from pg_control_checkpoint())
        || '/' || (select oid from pg_database where datname = current_database())
        || '/' || 'change'::regclass::oid
        """;

    // Rows that a dump brought along from another cluster may lie in the future.
    private const string NewsSql =
        $"""
        with news as (
            select xid, seq, kind, id from change
            where xid >= $1 and xid < pg_snapshot_xmax(pg_current_snapshot())
        )
        select {DatabaseSql}, pg_snapshot_xmin(pg_current_snapshot()), (select xid from change_pruned),
               array(select xid from news order by xid, seq), array(select seq from news order by xid, seq),
               array(select kind from news order by xid, seq), array(select id from news order by xid, seq)
        """;

    /// <summary>The position of somebody who is about to read everything.</summary>
    /// <remarks>What is committed from now on is news.</remarks>
    public async Task<ChangePosition> HereAsync(CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(
            $"select {DatabaseSql}, pg_snapshot_xmin(pg_current_snapshot())");
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new ChangePosition(reader.GetString(0), reader.GetFieldValue<ulong>(1), []);
    }

    /// <summary>
    /// What changed since a position; null when that cannot be told any more, so that everything must be read anew.
    /// </summary>
    public async Task<ChangeNews?> SinceAsync(ChangePosition position, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(NewsSql);
        query.Parameters.Add(new NpgsqlParameter<ulong>
        {
            TypedValue = position.Floor,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid8,
        });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var pruned = reader.GetFieldValue<ulong>(2);
        return reader.GetString(0) != position.Database || position.Floor <= pruned ? null : News(position, reader);
    }

    /// <summary>Deletes what no reader should need any more.</summary>
    public async Task PruneAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Changes.PruneSql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static ChangeNews News(ChangePosition position, NpgsqlDataReader reader)
    {
        var (xids, seqs) = (reader.GetFieldValue<ulong[]>(3), reader.GetFieldValue<long[]>(4));
        var (kinds, ids) = (reader.GetFieldValue<string[]>(5), reader.GetFieldValue<string[]>(6));
        var floor = Math.Max(position.Floor, reader.GetFieldValue<ulong>(1));
        var rows = Enumerable.Range(0, seqs.Length);
        var above = rows.Where(n => xids[n] >= floor).Select(n => seqs[n]).ToImmutableHashSet();
        var unseen = rows.Where(n => !position.Seen.Contains(seqs[n])).Select(n => new Change(kinds[n], ids[n]));
        return new ChangeNews(position with { Floor = floor, Seen = above }, [.. unseen.Distinct()]);
    }
}

/// <summary>How far somebody has read the change feed.</summary>
/// <param name="Database">Which database it is the feed of.</param>
/// <param name="Floor">All rows of transactions below are known.</param>
/// <param name="Seen">Rows at or above the floor that are known, too.</param>
public sealed record ChangePosition(string Database, ulong Floor, ImmutableHashSet<long> Seen)
{
    /// <summary>The position as text, without the rows seen: they come once more.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Database} {Floor}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static ChangePosition? Parse(string? text) =>
        text?.Split(' ') is [var database, var floor]
        && ulong.TryParse(floor, NumberStyles.None, CultureInfo.InvariantCulture, out var xid)
            ? new ChangePosition(database, xid, [])
            : null;
}

/// <summary>What is new.</summary>
/// <param name="Position">From where to read on once the changes are taken over.</param>
/// <param name="Changes">Each thing once.</param>
public sealed record ChangeNews(ChangePosition Position, IReadOnlyList<Change> Changes);
