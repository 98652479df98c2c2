namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>Whether all settings are known and can work.</summary>
internal static class SettingsCheck
{
    private const string Area = "Einstellungen";

    /// <summary>Whether the rest can be looked at with them.</summary>
    public static bool Run(SettingsReading reading, DoctorReport report)
    {
        var faults = reading.Faults.Concat(reading.Settings.Faults()).ToList();
        var doubts = reading.Doubts.Concat(faults.Count == 0 ? reading.Settings.Doubts() : []).ToList();
        foreach (var fault in faults)
            report.Refuse(Area, fault);
        foreach (var doubt in doubts)
            report.Warn(Area, doubt);
        if (faults.Count + doubts.Count == 0)
            report.Praise(Area, "Alle sind bekannt und richtig geschrieben.");
        return faults.Count == 0;
    }
}
