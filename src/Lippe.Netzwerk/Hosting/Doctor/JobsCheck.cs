using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Features.Operations;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether somebody runs the jobs, and how they fare.</summary>
internal static class JobsCheck
{
    private const string Area = "Aufgaben";

    // A failure of last week may be mended since; it stays to be looked at.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public static void Run(JobOverview overview, TimeProvider clock, DoctorReport report)
    {
        var now = clock.GetUtcNow();
        var alive = overview.Nodes().Where(node => node.IsAlive(now)).ToList();
        if (alive.Count == 0)
        {
            report.Warn(Area, "Kein Knoten führt sie gerade aus. Läuft der Hub, so fehlt einer mit Hub__Jobs=true.");
        }
        else
        {
            report.Praise(Area, $"Ausgeführt von {string.Join(", ", alive.Select(node => node.Name))}.");
            foreach (var job in overview.Planned().Where(job => !job.IsSound))
                report.Refuse(Area, $"„{job.Name}“ ist {job.InWords}. Näheres steht unter /technik.");
        }

        LookAtFailures(overview, now - Lately, report);
    }

    private static void LookAtFailures(JobOverview overview, DateTimeOffset since, DoctorReport report)
    {
        if (overview.Failures(1) is [{ At: { } at } newest] && at > since)
        {
            report.Warn(
                Area, $"„{newest.Job}“ scheiterte am {at.LongTime()} ({newest.Error}). Näheres steht unter /technik.");
        }
        else
        {
            report.Praise(Area, "Seit einem Tag ist keine gescheitert.");
        }
    }
}
