namespace Lippe.Netzwerk.Features.Exports;

/// <summary>What an export wrote.</summary>
/// <param name="Documents">Their number, those with findings included.</param>
/// <param name="Findings">What is missing in which file.</param>
public sealed record ExportReport(int Documents, IReadOnlyList<ExportFinding> Findings);

/// <summary>A file that does not hold all of its document: its path below the folder, and the reason.</summary>
public sealed record ExportFinding(string Path, string Reason);
