using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Store;

/// <summary>The change feed, read while transactions overlap.</summary>
public sealed class ChangeReaderTests
{
    private NpgsqlDataSource _database = null!;
    private ChangeReader _reader = null!;

    [SetUp]
    public async Task Open()
    {
        _database = NpgsqlDataSource.Create(await TestCluster.CreateDatabaseAsync());
        _reader = new ChangeReader(_database);
    }

    [TearDown]
    public async Task Close() => await _database.DisposeAsync();

    [Test]
    public async Task What_is_committed_is_told_once()
    {
        var start = await _reader.HereAsync(CancellationToken.None);
        await WriteAsync("a");
        var first = await NewsAsync(start);
        var second = await NewsAsync(first.Position);
        Assert.That((Ids(first), Ids(second)), Is.EqualTo(("a", "")));
    }

    [Test]
    public async Task A_slow_transaction_holds_up_nobody_and_is_told_when_it_commits()
    {
        var start = await _reader.HereAsync(CancellationToken.None);
        await using var slow = await _database.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await WriteAsync("slow", slow);
        await WriteAsync("fast");
        var first = await NewsAsync(start);
        var again = await NewsAsync(first.Position);
        await transaction.CommitAsync();
        var last = await NewsAsync(again.Position);
        Assert.That((Ids(first), Ids(again), Ids(last)), Is.EqualTo(("fast", "", "slow")));
    }

    [Test]
    public async Task A_position_from_a_disk_goes_on_where_it_was()
    {
        var start = await _reader.HereAsync(CancellationToken.None);
        await WriteAsync("a");
        var stored = ChangePosition.Parse($"{(await NewsAsync(start)).Position}")!;
        await WriteAsync("b");
        Assert.That(Ids(await NewsAsync(stored)), Does.EndWith("b"));
        Assert.That(ChangePosition.Parse("unsinn"), Is.Null);
    }

    [Test]
    public async Task Whoever_was_away_while_rows_were_pruned_is_told_so()
    {
        var start = await _reader.HereAsync(CancellationToken.None);
        await ExecuteAsync(
            "insert into change (kind, id) select 'document', n::text from generate_series(1, 100000) n");
        await _reader.PruneAsync(CancellationToken.None);
        Assert.That(await _reader.SinceAsync(start, CancellationToken.None), Is.Not.Null);
        await WriteAsync("one more");
        // A transaction in any database of the server, another test's for example, keeps rows from being pruned, and
        // holds the floor of whoever begins to read below them.
        Assert.That(PruneAndReadAsync, Is.Null.After(20_000, 50));
        var here = await _reader.HereAsync(CancellationToken.None);
        Assert.That(await _reader.SinceAsync(here, CancellationToken.None), Is.Not.Null);

        async Task<ChangeNews?> PruneAndReadAsync()
        {
            await _reader.PruneAsync(CancellationToken.None);
            return await _reader.SinceAsync(start, CancellationToken.None);
        }
    }

    [Test]
    public async Task Rows_that_a_dump_brought_along_from_the_future_of_another_cluster_disturb_nobody()
    {
        var start = await _reader.HereAsync(CancellationToken.None);
        await ExecuteAsync("insert into change (xid, kind, id) values ('9000000000000', 'document', 'later')");
        await WriteAsync("now");
        Assert.That(Ids(await NewsAsync(start)), Is.EqualTo("now"));
    }

    [Test]
    public async Task A_position_in_another_database_counts_nothing()
    {
        await using var other = NpgsqlDataSource.Create(await TestCluster.CreateDatabaseAsync());
        var position = await new ChangeReader(other).HereAsync(CancellationToken.None);
        Assert.That(await _reader.SinceAsync(position, CancellationToken.None), Is.Null);
    }

    private async Task<ChangeNews> NewsAsync(ChangePosition position) =>
        (await _reader.SinceAsync(position, CancellationToken.None))!;

    private static string Ids(ChangeNews news) => string.Join(',', news.Changes.Select(change => change.Id));

    private async Task WriteAsync(string id, NpgsqlConnection? connection = null)
    {
        await using var command = connection?.CreateCommand() ?? _database.CreateCommand();
        command.CommandText = "insert into change (kind, id) values ('document', $1)";
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
