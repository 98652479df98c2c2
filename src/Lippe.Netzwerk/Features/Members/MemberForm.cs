using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Members;

/// <summary>What a coordinator may change about a member.</summary>
public sealed class MemberForm
{
    [Display(Name = "Rolle")]
    public Role Role { get; set; }

    /// <summary>Slug of the municipality.</summary>
    public string? Municipality { get; set; }

    /// <summary>The version that was shown.</summary>
    public long Version { get; set; }
}

/// <summary>Role and municipality must exist.</summary>
public sealed class MemberFormValidator : AbstractValidator<MemberForm>
{
    public MemberFormValidator(IReadOnlyList<Municipality> municipalities)
    {
        RuleFor(f => f.Role).IsInEnum().WithMessage("Wählen Sie eine Rolle aus der Liste.");
        RuleFor(f => f.Municipality).Must(slug => municipalities.Any(m => m.Slug == slug))
            .WithMessage("Wählen Sie eine Kommune aus der Liste.");
    }
}
