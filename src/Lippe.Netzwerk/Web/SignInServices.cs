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
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = SignInPage;
        options.ReturnUrlParameter = ReturnKey;
        options.Events.OnSigningIn = signing =>
        {
            SignInSession.Begin(signing.Properties, NowOf(signing.HttpContext));
            return Task.CompletedTask;
        };
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
        var services = cookie.HttpContext.RequestServices;
        var stamp = cookie.Principal?.FindFirstValue("AspNet.Identity.SecurityStamp");
        if (SignInSession.Of(cookie.Properties) is { } signIn
            && signIn.Ends > NowOf(cookie.HttpContext)
            && Guid.TryParse(cookie.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await FindAsync(id, signIn, cookie.HttpContext) is { LeftAt: null } member
            && member.SecurityStamp == stamp)
        {
            cookie.HttpContext.SetViewer(member.ToViewer());
            cookie.HttpContext.Features.Set(signIn);
            services.GetRequiredService<Actor>().MemberId = member.Id;
            return;
        }

        cookie.RejectPrincipal();
        await cookie.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // Null also for a member whose session has ended; both are asked for in one go.
    private static async Task<Member?> FindAsync(Guid memberId, SignInSession signIn, HttpContext context)
    {
        var batch = context.RequestServices.GetRequiredService<IQuerySession>().CreateBatchQuery();
        var (member, ended) = (batch.Load<Member>(memberId), batch.Load<EndedSession>(signIn.Id));
        await batch.Execute(context.RequestAborted);
        return await ended is null ? await member : null;
    }

    // Not the session of the request, which may have more to save.
    private static async Task EndAsync(CookieSigningOutContext cookie)
    {
        if (cookie.HttpContext.Features.Get<SignInSession>() is not { } signIn)
            return;
        await using var session = cookie.HttpContext.RequestServices.GetRequiredService<IDocumentStore>()
            .LightweightSession();
        var now = NowOf(cookie.HttpContext);
        session.Store(new EndedSession { Id = signIn.Id, Until = signIn.Ends });
        session.DeleteWhere<EndedSession>(ended => ended.Until < now);
        await session.SaveChangesAsync();
    }

    private static DateTimeOffset NowOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
