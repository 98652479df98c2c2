using Lippe.Netzwerk.Hosting.Commands;

namespace Lippe.Netzwerk.Hosting.Doctor;

/// <summary>What the doctor finds, a line each as soon as it is found.</summary>
internal sealed class DoctorReport(TextWriter output)
{
    private int _worst = HubCommand.Done;

    /// <summary>0 when all is well, 1 with warnings only, 2 with an error.</summary>
    public int ExitCode => _worst;

    /// <summary>Says what is well.</summary>
    public void Praise(string area, string words) => Write("OK", area, words, HubCommand.Done);

    /// <summary>Says what works and may not go on so.</summary>
    public void Warn(string area, string words) => Write("Warnung", area, words, HubCommand.DoneInPart);

    /// <summary>Says what does not work, and what to do.</summary>
    public void Refuse(string area, string words) => Write("Fehler", area, words, HubCommand.Failed);

    private void Write(string mark, string area, string words, int code)
    {
        output.WriteLine($"{mark,-7}  {area}: {words.ReplaceLineEndings(" ")}");
        _worst = Math.Max(_worst, code);
    }
}
