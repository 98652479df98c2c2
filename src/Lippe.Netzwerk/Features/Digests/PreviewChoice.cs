using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// Through whose eyes an issue is looked at, as an address names it: a member, or anybody of a role in a municipality;
/// oneself without either.
/// </summary>
public sealed class PreviewChoice
{
    public Guid? Mitglied { get; set; }

    public Role? Rolle { get; set; }

    /// <summary>Slug of the municipality.</summary>
    public string? Kommune { get; set; }

    /// <summary>The same as part of an address.</summary>
    public string Query =>
        Rolle is { } role ? $"?rolle={role}&kommune={Uri.EscapeDataString(Kommune ?? "")}"
        : Mitglied is { } member ? $"?mitglied={member}"
        : "";
}
