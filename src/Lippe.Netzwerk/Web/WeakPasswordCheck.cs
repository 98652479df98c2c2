using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Lippe.Netzwerk.Web;

/// <summary>Refuses passwords that strangers try first, wherever a member chooses one.</summary>
public sealed class WeakPasswordCheck : IPasswordValidator<Member>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user, string? password)
    {
        var problem = password switch
        {
            null => null,
            _ when WeakPassword.IsMonotonous(password) => "Dieses Passwort wiederholt nur wenige Zeichen.",
            _ when WeakPassword.IsCommon(password) => "Dieses Passwort wird oft benutzt und deshalb zuerst versucht.",
            _ when user.Email is { } address && WeakPassword.IsAddress(password, address) =>
                "Dieses Passwort steht fast ganz in Ihrer E-Mail-Adresse.",
            _ => null,
        };
        return Task.FromResult(problem is null
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError
            {
                Code = nameof(WeakPassword),
                Description = $"{problem} Ein kurzer Satz eignet sich gut.",
            }));
    }
}

/// <summary>Shows a refused password beside its field.</summary>
public static class PasswordRefusal
{
    /// <summary>Whether the password was refused; its field says why then.</summary>
    public static bool AddPasswordRefusal(this ModelStateDictionary state, IdentityResult result)
    {
        if (result.Errors.FirstOrDefault(error => error.Code == nameof(WeakPassword)) is not { } refusal)
            return false;
        state.AddModelError("Password", refusal.Description);
        return true;
    }
}
