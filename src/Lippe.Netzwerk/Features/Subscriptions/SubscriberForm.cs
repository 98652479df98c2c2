using FluentValidation;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Where the public letter shall go.</summary>
public sealed class SubscriberForm
{
    public string? Email { get; set; }
}

/// <summary>Asks for an address; whether it is known is not said.</summary>
public sealed class SubscriberFormValidator : AbstractValidator<SubscriberForm>
{
    public SubscriberFormValidator() => RuleFor(form => form.Email).IsMailAddress();
}
