using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>What an invited person says about themselves.</summary>
public sealed class AcceptanceForm
{
    public string? Name { get; set; }

    /// <summary>Asked for only when the invitation went to no address.</summary>
    public string? Email { get; set; }

    /// <summary>Slug; asked for only when the invitation names no municipality.</summary>
    public string? Municipality { get; set; }

    public string? Password { get; set; }
}

/// <summary>What is missing to become a member, given what the invitation says already.</summary>
public sealed class AcceptanceFormValidator : AbstractValidator<AcceptanceForm>
{
    public AcceptanceFormValidator(
        Invitation invitation, IReadOnlyList<Municipality> municipalities, IEnumerable<string> members)
    {
        RuleFor(f => f.Name).IsNameOfPerson();
        RuleFor(f => f.Name).IsNameOfNobodyElse(members);
        if (invitation.Email is null)
            RuleFor(f => f.Email).IsMailAddress();
        if (invitation.MunicipalityId is null)
            RuleFor(f => f.Municipality).Must(slug => municipalities.Any(m => m.Slug == slug))
                .WithMessage("Wählen Sie, wozu Sie gehören.");
        RuleFor(f => f.Password).IsNewPassword();
    }
}
