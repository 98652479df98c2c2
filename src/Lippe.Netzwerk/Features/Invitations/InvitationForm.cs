using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Whom a coordinator invites.</summary>
public sealed class InvitationForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    [Display(Name = "Rolle")]
    public Role Role { get; set; } = Role.Officer;

    /// <summary>Slug of the municipality the person works for.</summary>
    public string? Municipality { get; set; }

    /// <summary>Of the invitation that is changed, as it was when the form was opened; 0 for a new one.</summary>
    public long Version { get; set; }

    internal static InvitationForm From(Invitation invitation, IReadOnlyList<Municipality> municipalities) => new()
    {
        Email = invitation.Email,
        Name = invitation.Name,
        Role = invitation.Role,
        Municipality = municipalities.SingleOrDefault(m => m.Id == invitation.MunicipalityId)?.Slug,
        Version = invitation.Version,
    };

    /// <summary>Whom a checked form means.</summary>
    internal Invitee ToInvitee(IReadOnlyList<Municipality> municipalities) =>
        new(Email!, Name!, Role, municipalities.Single(m => m.Slug == Municipality).Id);
}

/// <summary>What an invitation needs; whether the address is taken, the database knows.</summary>
public sealed class InvitationFormValidator : AbstractValidator<InvitationForm>
{
    public InvitationFormValidator(IReadOnlyList<Municipality> municipalities)
    {
        RuleFor(f => f.Name).IsNameOfPerson();
        RuleFor(f => f.Email).IsMailAddress();
        RuleFor(f => f.Role).IsInEnum().WithMessage("Wählen Sie eine Rolle.");
        RuleFor(f => f.Municipality).Must(slug => municipalities.Any(m => m.Slug == slug))
            .WithMessage("Wählen Sie eine Kommune.");
    }
}
