using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>The new address, and the password as proof that it is the member who wants it.</summary>
public sealed class OwnAddressForm
{
    public string? Email { get; set; }

    public string? CurrentPassword { get; set; }
}

/// <summary>An address that is another one; whether it is taken, the database knows.</summary>
public sealed class OwnAddressFormValidator : AbstractValidator<OwnAddressForm>
{
    public OwnAddressFormValidator(string current)
    {
        RuleFor(f => f.Email).Cascade(CascadeMode.Stop).IsMailAddress()
            .Must(email => EmailAddress.Key(email) != EmailAddress.Key(current))
            .WithMessage("Das ist schon Ihre E-Mail-Adresse.");
        RuleFor(f => f.CurrentPassword).NotEmpty().WithMessage("Geben Sie Ihr Passwort ein.");
    }
}

/// <summary>The page with the form.</summary>
/// <param name="Current">The address that holds now.</param>
/// <param name="Open">What waits for the click in its mail; null when nothing does.</param>
public sealed record OwnAddressPage(OwnAddressForm Form, string Current, AddressChange? Open);
