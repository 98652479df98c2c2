using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>A member changes their password; this session goes on, all others end.</summary>
[Route("profil/passwort")]
public sealed class OwnPasswordController(
    IDocumentSession session, UserManager<Member> members, PasswordCheck passwords, SignInManager<Member> signIn)
    : HubController
{
    private const string Page = "/Features/Profiles/Password.cshtml";

    [HttpGet("")]
    public IActionResult Edit() => View(Page, new OwnPasswordForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Update(OwnPasswordForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new OwnPasswordFormValidator(), form))
            return View(Page, form);

        var member = (await members.FindByIdAsync(Viewer.MemberId!.Value.ToString()))!;
        if (!await passwords.IsRightAsync(member, form.Current, HttpContext.Source(), cancellation))
        {
            ModelState.AddModelError(nameof(OwnPasswordForm.Current), PasswordCheck.OwnRefusal);
            return View(Page, form);
        }

        session.Does(member, "password-changed");
        session.EndSessions(member.Id, spared: HttpContext.SignInSession());
        var result = await members.ChangePasswordAsync(member, form.Current!, form.Password!);
        if (ModelState.AddPasswordRefusal(result))
            return View(Page, form);
        if (!result.Succeeded)
        {
            ModelState.AddModelError(nameof(OwnPasswordForm.Current), result.Errors.First().Description);
            return View(Page, form);
        }

        await signIn.RefreshSignInAsync(member);
        Tell("Ihr neues Passwort gilt. Auf anderen Geräten sind Sie abgemeldet.");
        return Redirect("/profil");
    }
}

/// <summary>The old and the new password.</summary>
public sealed class OwnPasswordForm
{
    public string? Current { get; set; }

    public string? Password { get; set; }
}

/// <summary>Both are needed; the new one must be long enough.</summary>
public sealed class OwnPasswordFormValidator : AbstractValidator<OwnPasswordForm>
{
    public OwnPasswordFormValidator()
    {
        RuleFor(f => f.Current).NotEmpty().WithMessage("Geben Sie Ihr bisheriges Passwort ein.");
        RuleFor(f => f.Password).IsNewPassword();
    }
}
