using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>The form that makes an invited person a member.</summary>
public sealed record AcceptancePage(
    string Secret, Invitation Invitation, AcceptanceForm Form, IReadOnlyList<Municipality> Municipalities)
{
    public string? MunicipalityName => Municipalities.SingleOrDefault(m => m.Id == Invitation.MunicipalityId)?.Name;

    public IEnumerable<SelectListItem> MunicipalityItems =>
        Municipalities.Select(m => new SelectListItem(m.Name, m.Slug)).Prepend(new SelectListItem("Bitte wählen", ""));
}

/// <summary>Says why a link leads nowhere, and whom to ask.</summary>
/// <param name="Inviter">Who invited, when that is known and they are still there.</param>
public sealed record ClosedPage(string Title, string Reason, string? Inviter, bool OffersSignIn)
{
    internal static readonly ClosedPage Unknown = new(
        "Diesen Einladungslink kennen wir nicht",
        "Vielleicht fehlt ein Stück der Adresse, oder die Einladung wurde zurückgezogen oder durch eine neuere E-Mail "
        + "ersetzt.",
        Inviter: null,
        OffersSignIn: true);

    internal static readonly ClosedPage Accepted = new(
        "Diese Einladung ist schon angenommen",
        "Jeder Link gilt nur einmal. Haben Sie selbst Ihren Zugang eingerichtet, dann melden Sie sich einfach an.",
        Inviter: null,
        OffersSignIn: true);

    internal static ClosedPage Expired(string? inviter) => new(
        "Diese Einladung ist abgelaufen",
        "Ein Link gilt sieben Tage. Bitten Sie um eine neue Einladung, sie ist mit einem Klick verschickt.",
        inviter,
        OffersSignIn: false);
}
