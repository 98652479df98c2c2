using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether there is a backup that is new enough.</summary>
internal static class BackupCheck
{
    private const string Area = "Sicherung";

    public static async Task RunAsync(
        NpgsqlDataSource database, TimeProvider clock, DoctorReport report, CancellationToken cancellation)
    {
        var last = await LastBackup.ReadAsync(database, cancellation);
        if (last is null)
            report.Warn(Area, "Der Hub wurde noch nie gesichert. Sichern Sie ihn regelmäßig mit „backup DATEI“.");
        else if (last.IsOld(clock.GetUtcNow()))
            report.Warn(Area, $"Die letzte ist vom {last.At.LongDay()}. Läuft „backup DATEI“ noch regelmäßig?");
        else
            report.Praise(Area, $"Die letzte ist vom {last.At.LongTime()}.");
    }
}
