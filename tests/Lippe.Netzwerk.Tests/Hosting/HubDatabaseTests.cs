using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>A database of one's own is looked at before anything is written to it.</summary>
public sealed class HubDatabaseTests
{
    [Test]
    public async Task A_database_of_another_encoding_is_refused_with_the_command_that_helps()
    {
        var settings = new HubSettings
        {
            ConnectionString = await TestCluster.CreateEmptyDatabaseAsync(
                "template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'"),
        };
        Assert.That(
            () => HubDatabase.OpenAsync(settings, CancellationToken.None),
            Throws.TypeOf<NotSupportedException>().With.Message
                .Contains("SQL_ASCII").And.Message.Contains("createdb --encoding UTF8"));
    }

    [Test]
    public async Task A_database_in_UTF8_is_taken()
    {
        var settings = new HubSettings { ConnectionString = await TestCluster.CreateEmptyDatabaseAsync() };
        Assert.That(async () => await HubDatabase.OpenAsync(settings, CancellationToken.None), Throws.Nothing);
    }

    [TestCase("Database=gibtesnicht", "Die Datenbank „gibtesnicht“ gibt es auf diesem Server nicht.")]
    [TestCase("Username=niemand", "Die Datenbank nimmt die Anmeldung als „niemand“ nicht an.")]
    [TestCase("Wirt=hier", "ConnectionStrings__Hub lässt sich nicht lesen.")]
    public async Task What_waiting_does_not_mend_is_told_at_once(string change, string reason)
    {
        var settings = new HubSettings { ConnectionString = $"{await TestCluster.CreateDatabaseAsync()};{change}" };
        Assert.That(
            () => HubDatabase.AwaitAsync(settings, CancellationToken.None),
            Throws.TypeOf<NotSupportedException>().With.Message.StartsWith(reason));
    }

    [TestCase("/nirgends", "Dort läuft keine Datenbank.")]
    [TestCase("/nirgends,/nirgendwo", "Keiner der genannten Server ist da und nimmt Änderungen an.")]
    public void A_database_that_is_away_is_waited_for_and_told_of_once_a_minute(string host, string reason)
    {
        using var stop = new CancellationTokenSource();
        using var told = new TestLog();
        var clock = new HastyClock(stopAfter: TimeSpan.FromSeconds(150), stop);
        Assert.That(
            async () => await HubDatabase.AwaitAsync(At(host), told.CreateLogger(""), clock, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(told.Lines, Has.Count.EqualTo(3).And.All.StartsWith(
            $"Die Datenbank „{host}“ ist nicht erreichbar: {reason} "
            + "Prüfen Sie ConnectionStrings__Hub. Der Hub wartet auf sie (Ende mit Strg+C)."));
    }

    [Test]
    public async Task A_node_waits_for_its_database_and_serves_once_it_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("netzwerk-spaeter-");
        var postgres = await TestServers.StartAsync("embedded", folder.FullName);
        var database = postgres.ConnectionString;
        await postgres.DisposeAsync();
        await using (var node = TestNode.Serve(database))
        {
            await node.PrintsAsync("Der Hub wartet auf sie (Ende mit Strg+C).");
            await using var later = await TestServers.StartAsync("embedded", folder.FullName);
            await node.PrintsAsync("läuft auf");
            await node.KillAsync();
        }

        folder.Delete(recursive: true);
    }

    [Test]
    public async Task The_wait_ends_at_once_when_asked_to()
    {
        await using var node = TestNode.Serve(At("/nirgends").ConnectionString!);
        await node.PrintsAsync("Der Hub wartet auf sie");
        node.Terminate();
        Assert.That(await node.EndsAsync(), Is.EqualTo(HubCommand.Interrupted));
    }

    private static HubSettings At(string host) =>
        new() { ConnectionString = $"Host={host};Username=netzwerk;Database=netzwerk" };

    /// <summary>A clock whose timers ring at once, as if their time had passed.</summary>
    private sealed class HastyClock(TimeSpan stopAfter, CancellationTokenSource stop) : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _passed += dueTime;
            if (_passed >= stopAfter)
                stop.Cancel();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
