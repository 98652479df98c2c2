namespace Lippe.Netzwerk.Web;

/// <summary>What somebody does best after what was done.</summary>
/// <param name="Name">What the link says.</param>
/// <param name="Address">Below the hub's own.</param>
public sealed record NextStep(string Name, string Address);
