using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// Through whose eyes an issue is looked at, as an address names it: a member, anybody of a role in a municipality, or
/// anybody without an account; oneself without any of them.
/// </summary>
public sealed class PreviewChoice
{
    /// <summary>Names a reader without an account in addresses.</summary>
    public const string WithoutAccount = "?ohne-konto=true";

    [FromQuery(Name = "mitglied")]
    public Guid? MemberId { get; set; }

    [FromQuery(Name = "rolle")]
    public Role? Role { get; set; }

    /// <summary>Slug of the municipality.</summary>
    [FromQuery(Name = "kommune")]
    public string? Municipality { get; set; }

    [FromQuery(Name = "ohne-konto")]
    public bool IsWithoutAccount { get; set; }

    /// <summary>The same as part of an address.</summary>
    public string Query =>
        IsWithoutAccount ? WithoutAccount
        : Role is { } role ? $"?rolle={role}&kommune={Uri.EscapeDataString(Municipality ?? "")}"
        : MemberId is { } member ? $"?mitglied={member}"
        : "";
}
