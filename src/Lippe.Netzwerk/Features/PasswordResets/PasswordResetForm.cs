using FluentValidation;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.PasswordResets;

/// <summary>Whose password is forgotten.</summary>
public sealed class PasswordResetForm
{
    public string? Email { get; set; }
}

/// <summary>Asks for an address; whether it belongs to anybody is not said.</summary>
public sealed class PasswordResetFormValidator : AbstractValidator<PasswordResetForm>
{
    public PasswordResetFormValidator() => RuleFor(f => f.Email).IsMailAddress();
}
