using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Who wants to come in.</summary>
public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}

/// <summary>Asks for both fields, and no more: what is right or wrong beyond that helps only those who guess.</summary>
public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator()
    {
        RuleFor(f => f.Email).Must(email => EmailAddress.Clean(email).Length > 0)
            .WithMessage("Geben Sie Ihre E-Mail-Adresse ein.");
        RuleFor(f => f.Password).NotEmpty().WithMessage("Geben Sie Ihr Passwort ein.");
    }
}
