using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// Through whose eyes an issue is looked at, as an address names it: a member, or anybody of a role in a municipality;
/// oneself without either.
/// </summary>
public sealed class PreviewChoice
{
    [FromQuery(Name = "mitglied")]
    public Guid? MemberId { get; set; }

    [FromQuery(Name = "rolle")]
    public Role? Role { get; set; }

    /// <summary>Slug of the municipality.</summary>
    [FromQuery(Name = "kommune")]
    public string? Municipality { get; set; }

    /// <summary>The same as part of an address.</summary>
    public string Query =>
        Role is { } role ? $"?rolle={role}&kommune={Uri.EscapeDataString(Municipality ?? "")}"
        : MemberId is { } member ? $"?mitglied={member}"
        : "";
}
