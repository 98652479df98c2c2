using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>The form for many invitations and what was understood of it.</summary>
/// <param name="Lines">Empty before somebody looked it over.</param>
public sealed record InvitationReview(
    InvitationListForm Form, IReadOnlyList<Municipality> Municipalities, IReadOnlyList<InvitationLine> Lines)
{
    public IReadOnlyList<InvitationLine> Invited =>
        [.. Lines.Where(line => line is { Problem: null, Skipped: null })];

    public IReadOnlyList<InvitationLine> Faulty => [.. Lines.Where(line => line.Problem is not null)];

    /// <summary>Which lines to look at; null when all are understood.</summary>
    public string? Problem => Faulty switch
    {
        [] => null,
        [var only] => $"Zeile {only.Number}: {only.Problem}",
        _ => $"Sehen Sie sich die Zeilen {string.Join(", ", Faulty.Select(line => line.Number).Distinct())} an. "
            + "Was nicht stimmt, steht in der Übersicht.",
    };

    public int Skipped => Lines.Count(line => line.Skipped is not null);

    /// <summary>Whether somebody can be invited as the list stands.</summary>
    public bool IsReady => Invited.Count > 0 && Faulty.Count == 0;

    public IEnumerable<SelectListItem> MunicipalityItems =>
        Municipalities.Select(m => new SelectListItem(m.Name, m.Slug))
            .Prepend(new SelectListItem("steht in jeder Zeile", ""));
}
