using System.Collections.Concurrent;
using System.Security.Claims;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>A second web node on the same database, which serves nothing.</summary>
/// <remarks>Its services fill the hub, and every node takes its cookies.</remarks>
internal sealed class Node(string database) : IAsyncDisposable
{
    private readonly WebApplication _node = HubApplication.Build(HubApplication.CreateBuilder(
        new HubSettings { ConnectionString = database, Jobs = false }, "Production"));

    public IServiceProvider Services => _node.Services;

    public SampleNetwork Network => new(_node.Services.GetRequiredService<IDocumentStore>());

    /// <summary>The cookie of a new officer of Lemgo.</summary>
    /// <param name="name">Tells several of them apart.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string> SignInAsync(string name, CancellationToken cancellation)
    {
        await using var scope = _node.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var lemgo = await services.GetRequiredService<IQuerySession>().Query<Municipality>()
            .SingleAsync(m => m.Slug == "lemgo", cancellation);
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            Email = $"{name}@lemgo.example",
            Name = "Erika Beispiel",
            Role = Role.Officer,
            MunicipalityId = lemgo.Id,
            JoinedAt = TimeProvider.System.GetUtcNow(),
        };
        await services.GetRequiredService<UserManager<Member>>().CreateAsync(member);
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Member>>().CreateAsync(member);
        return $"netzwerk={await TicketAsync(services, principal, member.Id)}";
    }

    /// <summary>Saves texts as public guides of the first municipality, several at a time.</summary>
    /// <param name="lines">Name, title and body each, with tabs between them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The names by document.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> SaveAsync(
        IEnumerable<string> lines, CancellationToken cancellation)
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession();
        var municipalities = await session.Query<Municipality>().ToListAsync(cancellation);
        var first = municipalities.MinBy(m => m.Slug, StringComparer.Ordinal)!;
        var names = new ConcurrentDictionary<Guid, string>();
        await Parallel.ForEachAsync(lines, cancellation, async (line, token) =>
        {
            var cells = line.Split('\t');
            await using var scope = Services.CreateAsyncScope();
            var document = Document.Create(DocumentKind.Guide, $"{Slug.Of(cells[0])}-{Guid.NewGuid():N}");
            var draft = new Draft
            {
                Title = cells[1],
                Body = cells[2],
                MunicipalityId = first.Id,
                State = DocumentState.Published,
                Visibility = Visibility.Public,
            };
            await scope.ServiceProvider.GetRequiredService<Archive>().SaveAsync(document, draft, "", token);
            names[document.Id] = cells[0];
        });
        return names;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static async Task<string> TicketAsync(
        IServiceProvider services, ClaimsPrincipal principal, Guid memberId)
    {
        var scheme = IdentityConstants.ApplicationScheme;
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = TimeProvider.System.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(14) };
        await services.GetRequiredService<SignInSessions>().BeginAsync(properties, memberId, userAgent: null);
        return options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, scheme));
    }
}
