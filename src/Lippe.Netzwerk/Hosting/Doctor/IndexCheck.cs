using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether the search's index can be written, and holds what the database does.</summary>
internal static class IndexCheck
{
    private const string Area = "Suchindex";

    /// <summary>Looks at the folder alone.</summary>
    public static bool IsWritable(HubSettings settings, DoctorReport report)
    {
        var folder = DiskCheck.ExistingFolder(settings.IndexFolder);
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, $"doctor-{Guid.NewGuid():N}"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Refuse(
                Area,
                $"In {folder} lässt sich nichts schreiben ({e.Message}). "
                + "Geben Sie den Ordner dem Konto des Hubs, oder nennen Sie mit Hub__Index einen anderen.");
            return false;
        }
    }

    /// <summary>Compares what is on the disk with the database.</summary>
    public static async Task CompareAsync(
        HubSettings settings,
        IndexReading reading,
        ChangeReader feed,
        DoctorReport report,
        CancellationToken cancellation)
    {
        if (IndexOnDisk.Read(settings.IndexFolder) is not { } index)
        {
            report.Praise(Area, $"In {settings.IndexFolder} ist noch keiner. Der nächste Start baut ihn.");
            return;
        }

        var (total, here) = (await reading.CountAsync(cancellation), await feed.HereAsync(cancellation));
        if (index.Database != here.Database)
            report.Warn(Area, "Er gehört zu einer anderen Datenbank. Der nächste Start baut ihn neu.");
        else if (index.Documents != total)
            report.Warn(Area, Incomplete(index, total, settings.IndexFolder));
        else
            report.Praise(Area, $"Er enthält alle {total.Grouped()} Dokumente (Bau {index.Build}).");
    }

    private static string Incomplete(IndexOnDisk index, int total, string folder) =>
        $"Er enthält {index.Documents.Grouped()} Dokumente, die Datenbank {total.Grouped()} (Bau {index.Build}). "
        + "Ein laufender Hub holt das in einer halben Minute nach. "
        + $"Bleibt es so, beenden Sie ihn und löschen Sie {folder}; der Index entsteht neu.";
}
