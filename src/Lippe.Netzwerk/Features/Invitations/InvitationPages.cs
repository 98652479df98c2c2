using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>The invitations nobody has accepted yet.</summary>
/// <param name="MailProblem">Why the last mail did not go out; null when it did.</param>
public sealed record InvitationListPage(IReadOnlyList<InvitationRow> Rows, string? MailProblem);

/// <summary>One invitation in the list.</summary>
/// <param name="Inviter">Null when a command invited.</param>
public sealed record InvitationRow(
    Guid Id,
    string Name,
    string Email,
    Role Role,
    string? Municipality,
    string? Inviter,
    DateTimeOffset ExpiresAt,
    bool IsOpen,
    InvitationMailing Mailing);

/// <summary>The form for an invitation that is changed.</summary>
public sealed record InvitationEditPage(Guid Id, InvitationForm Form, IReadOnlyList<Municipality> Municipalities)
    : InvitationFormPage(Form, Municipalities);

/// <summary>The form for a new invitation.</summary>
public record InvitationFormPage(InvitationForm Form, IReadOnlyList<Municipality> Municipalities)
{
    public IEnumerable<SelectListItem> MunicipalityItems =>
        Municipalities.Select(m => new SelectListItem(m.Name, m.Slug)).Prepend(new SelectListItem("Bitte wählen", ""));
}
