using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Many people to invite, one a line.</summary>
public sealed class InvitationListForm
{
    /// <summary>So many fit into a town hall; more are another list.</summary>
    public const int MostPeople = 200;

    /// <summary>What a line may hold, and more.</summary>
    public const int LongestText = 100_000;

    public string? People { get; set; }

    /// <summary>Slug, for lines that name none.</summary>
    public string? Municipality { get; set; }

    /// <summary>For lines that name none.</summary>
    [Display(Name = "Rolle")]
    public Role Role { get; set; } = Role.Officer;
}

/// <summary>A list that somebody can look over.</summary>
public sealed class InvitationListFormValidator : AbstractValidator<InvitationListForm>
{
    public InvitationListFormValidator()
    {
        RuleFor(f => f.People).Cascade(CascadeMode.Stop)
            .Must(people => PlainText.CleanLine(people).Length > 0)
            .WithMessage("Schreiben Sie in jede Zeile eine Person.")
            .Must(people => people!.Length <= InvitationListForm.LongestText
                && InvitationLine.Count(people) <= InvitationListForm.MostPeople)
            .WithMessage(
                $"Das ist zu viel auf einmal. Teilen Sie die Liste: höchstens {InvitationListForm.MostPeople} "
                + "Personen.");
        RuleFor(f => f.Role).IsInEnum().WithMessage("Wählen Sie eine Rolle.");
    }
}

