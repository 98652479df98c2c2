using System.Security.Claims;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web.Forms;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Web;

/// <summary>Sign-in by cookie, checked against the member's record at every request.</summary>
internal static class SignInServices
{
    private const string SignInPage = "/anmelden";
    private const string ReturnKey = "zurueck";

    public static IServiceCollection AddHubSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<Member>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // The user name is the mail address; forms check it, and it may hold umlauts.
                options.User.AllowedUserNameCharacters = "";
                options.Password = new PasswordOptions
                {
                    RequiredLength = Member.ShortestPassword,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
            })
            .AddUserStore<MemberStore>()
            .AddPasswordValidator<WeakPasswordCheck>()
            .AddErrorDescriber<GermanIdentityErrors>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        // Links to a new password; the mail says so.
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(24));
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, ConfigureCookie);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<HubAddress>((options, address) => options.Cookie.Name = CookieNames.SignIn(address));
        // As OWASP advises for PBKDF2 with HMAC-SHA512; an older hash is renewed when its member signs in.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<SignInTries>();
        services.AddScoped<PasswordCheck>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(WritersOnlyAttribute.Name, policy => policy.RequireViewer(viewer => viewer.IsWriter))
            .AddPolicy(CoordinatorsOnlyAttribute.Name, policy => policy.RequireViewer(viewer => viewer.IsCoordinator));
        return services;
    }

    private static void RequireViewer(this AuthorizationPolicyBuilder policy, Func<Viewer, bool> mayPass) => policy
        .RequireAuthenticatedUser()
        .RequireAssertion(check => check.Resource is HttpContext context && mayPass(context.Viewer()));

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = SignInSession.LongestPause;
        options.SlidingExpiration = true;
        options.LoginPath = SignInPage;
        options.ReturnUrlParameter = ReturnKey;
        options.Events.OnSigningIn = signing => signing.HttpContext.RequestServices
            .GetRequiredService<SignInSessions>()
            .BeginAsync(signing.Properties, IdOf(signing.Principal), signing.Request.Headers.UserAgent);
        options.Events.OnSigningOut = EndAsync;
        options.Events.OnValidatePrincipal = LoadViewerAsync;
        options.Events.OnRedirectToLogin = SendToSignInAsync;
        // A page one may not see does not exist.
        options.Events.OnRedirectToAccessDenied = denied =>
        {
            denied.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    // The framework's own redirect would repeat the host that the request names, whoever that is.
    private static async Task SendToSignInAsync(RedirectContext<CookieAuthenticationOptions> closed)
    {
        var (http, request) = (closed.HttpContext, closed.Request);
        var kept = await http.RequestServices.GetRequiredService<KeptForms>()
            .KeepAsync(request, KeptBecause.SignedOut, http.RequestAborted);
        if (kept is not null)
            TellNothingIsLost(http);
        var back = kept ?? $"{request.PathBase}{request.Path}{request.QueryString}";
        closed.Response.Redirect($"{SignInPage}{QueryString.Create(ReturnKey, back)}");
    }

    private static void TellNothingIsLost(HttpContext http)
    {
        var notices = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        notices[Notice.WarningKey] = "Ihre Anmeldung ist abgelaufen. Was Sie eingegeben haben, ist nicht verloren: "
            + "Melden Sie sich an, dann geht es dort weiter.";
        notices.Save();
    }

    private static async Task LoadViewerAsync(CookieValidatePrincipalContext cookie)
    {
        var (http, stamp) = (cookie.HttpContext, cookie.Principal?.FindFirstValue("AspNet.Identity.SecurityStamp"));
        if (SignInSessions.IdOf(cookie.Properties) is { } id
            && await FindAsync(IdOf(cookie.Principal), id, http) is ({ LeftAt: null } member, { } signIn)
            && member.SecurityStamp == stamp
            && signIn.MemberId == member.Id
            && signIn.IsAlive(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            http.SetViewer(member.ToViewer());
            http.Features.Set(signIn);
            http.RequestServices.GetRequiredService<Actor>().MemberId = member.Id;
            await http.RequestServices.GetRequiredService<SignInSessions>().SeeAsync(signIn);
            return;
        }

        cookie.RejectPrincipal();
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static Guid IdOf(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty;

    // Both are asked for in one go.
    private static async Task<(Member? Member, SignInSession? SignIn)> FindAsync(
        Guid memberId, Guid sessionId, HttpContext context)
    {
        var batch = context.RequestServices.GetRequiredService<IQuerySession>().CreateBatchQuery();
        var (member, signIn) = (batch.Load<Member>(memberId), batch.Load<SignInSession>(sessionId));
        await batch.Execute(context.RequestAborted);
        return (await member, await signIn);
    }

    private static Task EndAsync(CookieSigningOutContext cookie) =>
        cookie.HttpContext.SignInSession() is { } signIn
            ? cookie.HttpContext.RequestServices.GetRequiredService<SignInSessions>().EndAsync(signIn)
            : Task.CompletedTask;
}
