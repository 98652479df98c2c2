using System.Diagnostics;
using Hangfire.Server;
using Lippe.Netzwerk.Hosting.Telemetry;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Traces and measures every run of a job.</summary>
internal sealed class JobTelemetry(TimeProvider clock) : IServerFilter
{
    private const string Trace = "hub.trace";
    private const string Began = "hub.began";

    public void OnPerforming(PerformingContext context)
    {
        context.Items[Trace] = HubTelemetry.Trace($"job {NameOf(context)}");
        context.Items[Began] = clock.GetTimestamp();
    }

    public void OnPerformed(PerformedContext context)
    {
        var duration = clock.GetElapsedTime((long)context.Items[Began]);
        HubTelemetry.JobEnded(NameOf(context), duration, context.Exception?.GetBaseException().GetType().Name);
        (context.Items[Trace] as Activity)?.Dispose();
    }

    private static string NameOf(PerformContext context) => context.BackgroundJob.Job.Type.Name;
}
