using Lippe.Netzwerk.Features;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether there is room where this machine writes.</summary>
internal static class DiskCheck
{
    private const string Area = "Speicherplatz";
    private const long TooLittle = 200_000_000;
    private const long Little = 2_000_000_000;

    public static void Run(HubSettings settings, DoctorReport report)
    {
        if (string.IsNullOrEmpty(settings.ConnectionString))
            Look("die Datenbank", settings.Data, report);
        Look("den Suchindex", settings.IndexFolder, report);
    }

    private static void Look(string use, string folder, DoctorReport report)
    {
        var free = new DriveInfo(ExistingFolder(folder)).AvailableFreeSpace;
        var words = $"{free.AsSize()} frei für {use} ({folder})";
        if (free < TooLittle)
            report.Refuse(Area, $"Nur {words}. Schaffen Sie Platz, sonst lässt sich bald nichts mehr speichern.");
        else if (free < Little)
            report.Warn(Area, $"Nur noch {words}. Schaffen Sie bald Platz.");
        else
            report.Praise(Area, $"{words}.");
    }

    /// <summary>The folder, or the nearest one above that is there already.</summary>
    public static string ExistingFolder(string folder)
    {
        var there = new DirectoryInfo(Path.GetFullPath(folder));
        while (!there.Exists && there.Parent is { } parent)
            there = parent;
        return there.FullName;
    }
}
