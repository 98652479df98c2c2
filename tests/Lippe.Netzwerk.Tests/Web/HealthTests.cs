using System.Net;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>Anybody may ask how the hub is; the answer names nothing that helps an attacker.</summary>
public sealed class HealthTests
{
    [Test]
    public async Task A_database_that_is_away_is_told_without_its_name_and_address()
    {
        var (database, _) = TestCluster.ReserveDatabase();
        await using var hub = await TestHub.StartAsync(database);
        using var visitor = hub.Visitor();
        var answer = await visitor.GetAsync("/health/ready");
        var secrets = new NpgsqlConnectionStringBuilder(database);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Text, Does.Contain("database: Unhealthy").And.Contain("deliveries: Unhealthy"));
        Assert.That(answer.Text, Does.Not.Contain(secrets.Database!).And.Not.Contain($"{secrets.Port}"));
    }

    [Test]
    public async Task A_database_without_space_is_not_ready_until_it_has_some()
    {
        var connectionString = await TestCluster.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        // Stands in front of PostgreSQL's own, which the hub asks for more than its disk would hold.
        await ExecuteAsync(
            database,
            """
            create function public.generate_series(integer, integer) returns setof integer language plpgsql as
            $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$
            """);
        await ExecuteAsync(database, $"alter database {name} set search_path = public, pg_catalog");

        await using var hub = await TestHub.StartAsync(connectionString);
        using var visitor = hub.Visitor();
        var answer = await visitor.GetAsync("/health/ready");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Text, Does.Contain("database: Kein Platz auf dem Datenträger der Datenbank."));

        await ExecuteAsync(database, "drop function public.generate_series(integer, integer)");
        Assert.That((await visitor.GetAsync("/health/ready")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_node_without_space_for_its_index_is_not_ready_until_it_has_some()
    {
        await using var hub = await TestHub.StartAsync();
        using var visitor = hub.Visitor();
        Directory.CreateDirectory(hub.Settings.IndexFolder);
        var full = Path.Combine(hub.Settings.IndexFolder, "space");
        File.CreateSymbolicLink(full, "/dev/full");
        var answer = await visitor.GetAsync("/health/ready");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Text, Does.Contain("index: Kein Platz auf dem Datenträger."));

        File.Delete(full);
        Assert.That((await visitor.GetAsync("/health/ready")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Who_asks_too_often_has_to_wait()
    {
        await using var hub = await TestHub.StartAsync();
        using var visitor = hub.Visitor();
        HttpStatusCode status;
        var answers = 0;
        do
            status = (await visitor.SendAsync(HttpMethod.Get, "/health/ready")).StatusCode;
        while (status != HttpStatusCode.TooManyRequests && ++answers < 1000);
        Assert.That(answers, Is.InRange(60, 999), "a monitor that asks every second is answered");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
