using FluentValidation;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Passwords;

/// <summary>A new password, with the proof that its owner asked for it.</summary>
public sealed class PasswordForm
{
    /// <summary>The member's id, from the link.</summary>
    [ModelBinder(Name = "mitglied")]
    public Guid MemberId { get; set; }

    /// <summary>The token, from the link.</summary>
    public string? Code { get; set; }

    public string? Password { get; set; }
}

/// <summary>The one rule for passwords.</summary>
public sealed class PasswordFormValidator : AbstractValidator<PasswordForm>
{
    public PasswordFormValidator() => RuleFor(f => f.Password).IsNewPassword();
}
