using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lippe.Netzwerk.Hosting.Telemetry;

/// <summary>What the hub counts and traces itself, besides requests, queries and mails.</summary>
/// <remarks>Costs nothing while nobody listens.</remarks>
internal static class HubTelemetry
{
    /// <summary>The name of its traces and metrics.</summary>
    public const string Name = "Lippe.Netzwerk";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Jobs =
        Meter.CreateHistogram<double>("hub.job.duration", "s", "How long a background job ran.");

    /// <summary>Begins a trace; null while nobody listens.</summary>
    public static Activity? Trace(string name) => Traces.StartActivity(name);

    public static void JobEnded(string job, TimeSpan duration, string? error) =>
        Jobs.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>("job", job),
            new KeyValuePair<string, object?>("error.type", error ?? ""));
}
