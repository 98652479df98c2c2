using System.Diagnostics.Metrics;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lippe.Netzwerk.Hosting.Telemetry;

/// <summary>Sends metrics and traces of requests, queries, jobs and mails to a collector (OTLP over HTTP).</summary>
internal sealed class TelemetryHost(
    HubSettings settings, IDocumentStore store, Schedule schedule, TimeProvider clock)
    : IHostedService, IDisposable
{
    // This hub's own, so that what it watches ends with it.
    private readonly Meter _meter = new(HubTelemetry.Name);
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Watch("hub.deliveries.late", "Mails that should have left a quarter of an hour ago.", LateAsync);
        Watch("hub.jobs.troubled", "Jobs that did not run, failed, or are not planned at all.", TroubledAsync);
        var service = ResourceBuilder.CreateDefault().AddService(
            "lippe-netzwerk", serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service)
            .AddSource("Microsoft.AspNetCore", "Npgsql", HubTelemetry.Name, MailTelemetry.Name)
            .AddOtlpExporter(exporter => Configure(exporter, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Npgsql", "System.Runtime", HubTelemetry.Name, MailTelemetry.Name)
            .AddOtlpExporter(exporter => Configure(exporter, "metrics"))
            .Build();
        return Task.CompletedTask;
    }

    // What was collected last is sent before the process ends.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.Shutdown();
        _metrics?.Shutdown();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _meter.Dispose();
    }

    private void Configure(OtlpExporterOptions exporter, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{settings.Telemetry.TrimEnd('/')}/v1/{signal}");
    }

    private void Watch(string name, string description, Func<Task<int>> count) =>
        _meter.CreateObservableGauge(name, () => Measure(count), description: description);

    private async Task<int> LateAsync()
    {
        await using var session = store.QuerySession();
        return (await WaitingMails.ReadAsync(session, clock.GetUtcNow(), CancellationToken.None)).Late;
    }

    private Task<int> TroubledAsync() => Task.FromResult(schedule.Troubled().Count);

    // Collectors ask synchronously, on a thread of their own that may wait.
    private static IEnumerable<Measurement<int>> Measure(Func<Task<int>> count)
    {
        try
        {
            return [new(count().GetAwaiter().GetResult())];
        }
        catch (Exception e) when (e.IsOfDatabase())
        {
            // Nothing is measured where nothing is known; the database has metrics of its own.
            return [];
        }
    }
}
