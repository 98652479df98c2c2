using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>An operator's collector gets metrics and traces; a real one listens here.</summary>
// What the process measures is of all its hubs.
[NonParallelizable]
public sealed class TelemetryTests
{
    private readonly ConcurrentDictionary<string, string> _received = [];

    [Test]
    public async Task Requests_queries_and_mails_reach_the_collector()
    {
        await using var collector = await StartCollectorAsync();
        await using var smtp = new TestSmtpServer();
        var hub = await TestHub.StartAsync(configure: settings =>
        {
            smtp.Connect(settings);
            settings.Telemetry = collector.Urls.Single();
        });
        await hub.Visitor().GetAsync("/leitfaeden");
        await hub.Visitor().GetAsync("/einladungen/geheim");
        await hub.Visitor().GetAsync("/passwort/neu?mitglied=00000000-0000-0000-0000-000000000000&code=geheim");
        await hub.Visitor().GetAsync("/monatsbrief/wahl/geheim");
        await hub.Visitor().GetAsync("/profil/adresse/geheim");
        await hub.DisposeAsync();

        Assert.That(hub.Log.Lines, Has.None.Contains("geheim"));
        Assert.That(_received.Keys, Is.EquivalentTo(new[] { "/v1/traces", "/v1/metrics" }));
        var (traces, metrics) = (_received["/v1/traces"], _received["/v1/metrics"]);
        Assert.That(traces, Does.Contain("lippe-netzwerk").And.Contain("Microsoft.AspNetCore").And.Contain("Npgsql"));
        Assert.That(traces, Does.Not.Contain("geheim"), "links of mails hold secrets");
        Assert.That(metrics, Does.Contain("http.server.request.duration"));
        Assert.That(metrics, Does.Contain("hub.deliveries.late").And.Contain("hub.jobs.troubled"));
    }

    [Test]
    public async Task Mails_that_are_late_by_the_hubs_clock_are_counted()
    {
        await using var collector = await StartCollectorAsync();
        await using var hub = await TestHub.StartAsync(configure: settings =>
            settings.Telemetry = collector.Urls.Single());
        await hub.AddMemberAsync(Role.Reader);
        await hub.PrepareNowAsync();
        Assert.That(Measure("hub.deliveries.late"), Is.EqualTo(new[] { 0 }));
        hub.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.That(Measure("hub.deliveries.late"), Is.EqualTo(new[] { 1 }));
    }

    [TestCase("hub.deliveries.late")]
    [TestCase("hub.jobs.troubled")]
    public async Task What_is_not_known_is_not_measured(string gauge)
    {
        await using var collector = await StartCollectorAsync();
        var (database, create) = TestCluster.ReserveDatabase();
        await using var hub = await TestHub.StartAsync(database, settings =>
            settings.Telemetry = collector.Urls.Single());
        Assert.That(Measure(gauge), Is.Empty);
        await create();
        Assert.That(Measure(gauge), Has.Count.EqualTo(1));
        await hub.DisposeAsync();
        Assert.That(Measure(gauge), Is.Empty, "it ends with its hub");
    }

    private static List<int> Measure(string gauge)
    {
        var measured = new List<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Name == gauge)
                    it.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => measured.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private async Task<WebApplication> StartCollectorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            _received.AddOrUpdate(context.Request.Path.Value!, _ => text, (_, known) => known + text);
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await collector.StartAsync();
        return collector;
    }
}
