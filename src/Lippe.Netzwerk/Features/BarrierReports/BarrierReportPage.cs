namespace Lippe.Netzwerk.Features.BarrierReports;

/// <summary>The accessibility statement with its form.</summary>
/// <param name="Statement">Markup; empty when the content folder has none.</param>
/// <param name="Contact">The network's mail address; without one there is no form.</param>
/// <param name="IsUnsent">Whether the mail server did not take the report that is still in the form.</param>
public sealed record BarrierReportPage(BarrierReportForm Form, string Statement, string Contact, bool IsUnsent);
