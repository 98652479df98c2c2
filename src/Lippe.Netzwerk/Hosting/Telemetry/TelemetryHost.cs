using Lippe.Netzwerk.Mail;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lippe.Netzwerk.Hosting.Telemetry;

/// <summary>Sends metrics and traces of requests, queries, jobs and mails to a collector (OTLP over HTTP).</summary>
internal sealed class TelemetryHost(HubSettings settings, NpgsqlDataSource database, Schedule schedule)
    : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        HubTelemetry.Watch("hub.deliveries.late", "Mails that should have left a quarter of an hour ago.", Late);
        HubTelemetry.Watch("hub.jobs.troubled", "Jobs that did not run, failed, or are not planned at all.", Troubled);
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
    }

    private void Configure(OtlpExporterOptions exporter, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{settings.Telemetry.TrimEnd('/')}/v1/{signal}");
    }

    private long Troubled() => Measure(() => schedule.Troubled().Count);

    private long Late() => Measure(() =>
    {
        using var command = database.CreateCommand(
            """
            select count(*) from mt_doc_delivery
            where finished_at is null
              and data ->> 'State' <> 'Stopped'
              and next_attempt_at < now() - interval '15 minutes'
            """);
        return (long)command.ExecuteScalar()!;
    });

    private static long Measure(Func<long> measure)
    {
        try
        {
            return measure();
        }
        catch (NpgsqlException)
        {
            // A database that does not answer has metrics of its own.
            return 0;
        }
    }
}
