using System.Security.Claims;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Signs a new officer in.</summary>
internal static class SignIn
{
    /// <summary>The cookie of a second web node on the same database: every node takes it.</summary>
    public static async Task<string> CookieAsync(string database, CancellationToken cancellation)
    {
        await using var node = HubApplication.Build(HubApplication.CreateBuilder(new HubSettings { ConnectionString = database }, "Production"));
        await using var scope = node.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var member = await AddAsync(services, cancellation);
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Member>>().CreateAsync(member);
        return $"netzwerk={Ticket(services, principal)}";
    }

    private static async Task<Member> AddAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            UserName = "leserin@lemgo.example",
            Email = "leserin@lemgo.example",
            Name = "Erika Beispiel",
            Role = Role.Officer,
            MunicipalityId = await services.GetRequiredService<IDocumentSession>().Municipalities.Where(m => m.Slug == "lemgo").Select(m => m.Id).SingleAsync(cancellation),
            JoinedAt = TimeProvider.System.GetUtcNow(),
        };
        await services.GetRequiredService<UserManager<Member>>().CreateAsync(member);
        return member;
    }

    private static string Ticket(IServiceProvider services, ClaimsPrincipal principal)
    {
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(14) };
        return options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme));
    }
}
