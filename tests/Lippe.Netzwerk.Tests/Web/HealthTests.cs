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
}
