using System.Collections.Concurrent;
using System.Text;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>An operator's collector gets metrics and traces; a real one listens here.</summary>
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
        await hub.DisposeAsync();

        Assert.That(_received.Keys, Is.EquivalentTo(new[] { "/v1/traces", "/v1/metrics" }));
        var (traces, metrics) = (_received["/v1/traces"], _received["/v1/metrics"]);
        Assert.That(traces, Does.Contain("lippe-netzwerk").And.Contain("Microsoft.AspNetCore").And.Contain("Npgsql"));
        Assert.That(metrics, Does.Contain("http.server.request.duration"));
        Assert.That(metrics, Does.Contain("hub.deliveries.late").And.Contain("hub.jobs.troubled"));
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
