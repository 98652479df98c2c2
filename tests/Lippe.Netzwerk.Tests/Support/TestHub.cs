using System.Security.Claims;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>The whole application on its own database, spoken to over HTTP.</summary>
public sealed class TestHub : IAsyncDisposable
{
    public const string Password = "ein langes Passwort";

    private readonly WebApplication _app;

    private TestHub(WebApplication app, HubSettings settings)
    {
        _app = app;
        Settings = settings;
    }

    public HubSettings Settings { get; }

    public TestClock Clock { get; private init; } = new();

    public TestLog Log { get; private init; } = new();

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the application; a second one on the same connection string is a second web node.</summary>
    /// <param name="connectionString">A database of its own when null.</param>
    /// <param name="configure">Changes settings before the start.</param>
    /// <param name="clock">What it takes for now.</param>
    /// <param name="address">Where a real server listens; null for one without a port.</param>
    public static async Task<TestHub> StartAsync(
        string? connectionString = null,
        Action<HubSettings>? configure = null,
        TestClock? clock = null,
        string? address = null)
    {
        clock ??= new TestClock();
        var settings = new HubSettings
        {
            ConnectionString = connectionString ?? await TestCluster.CreateDatabaseAsync(),
            Data = Path.Combine(Path.GetTempPath(), $"netzwerk-{Guid.NewGuid():N}"),
            BaseUrl = address ?? "http://localhost",
            // Tests run jobs themselves, when they want to.
            Jobs = false,
        };
        configure?.Invoke(settings);
        var builder = HubApplication.CreateBuilder(settings, "Production");
        if (address is null)
            builder.WebHost.UseTestServer();
        else
            builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddOutboxWatch();
        var log = new TestLog();
        builder.Logging.AddProvider(log);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        var app = HubApplication.Build(builder);
        await app.StartAsync();
        return new TestHub(app, settings) { Clock = clock, Log = log };
    }

    /// <summary>Where a real server listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>A browser of nobody in particular.</summary>
    public TestBrowser Visitor() => new(_app.GetTestServer().CreateHandler());

    /// <summary>A browser signed in as that member, with a real cookie.</summary>
    public async Task<TestBrowser> SignInAsync(Member member)
    {
        var browser = Visitor();
        browser.SetCookie("netzwerk", await TicketAsync(member));
        return browser;
    }

    /// <summary>The value of the cookie of a signed-in member.</summary>
    public async Task<string> TicketAsync(Member member)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var factory = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Member>>();
        var principal = await factory.CreateAsync((await users.FindByIdAsync(member.Id.ToString()))!);
        return await TicketAsync(principal, member.Id);
    }

    /// <summary>A new member, signed in.</summary>
    public async Task<TestBrowser> SignInAsync(Role role, string municipality = "lemgo") =>
        await SignInAsync(await AddMemberAsync(role, municipality));

    /// <summary>Runs work on the database, as a page would.</summary>
    public async Task<T> WithStoreAsync<T>(Func<IDocumentSession, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IDocumentSession>());
    }

    /// <summary>A member who can sign in with <see cref="Password"/>.</summary>
    public async Task<Member> AddMemberAsync(
        Role role, string municipality = "lemgo", string? name = null, string? mail = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        mail ??= $"{Guid.NewGuid():N}@{municipality}.example";
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            Email = mail,
            Name = name ?? $"{role} aus {municipality}",
            Role = role,
            MunicipalityId = await IdOfAsync(session, municipality),
            JoinedAt = Clock.GetUtcNow(),
        };
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var result = await members.CreateAsync(member, Password);
        Assert.That(result.Succeeded, Is.True, () => string.Join(' ', result.Errors.Select(e => e.Description)));
        return member;
    }

    /// <summary>A public guide of Lemgo with that text.</summary>
    public Task<Document> AddGuideAsync(string title, string body) =>
        AddDocumentAsync(title, change: draft => draft with { Body = body });

    /// <summary>A saved document; a public, published guide of Lemgo unless told otherwise.</summary>
    public async Task<Document> AddDocumentAsync(
        string title,
        DocumentKind kind = DocumentKind.Guide,
        string municipality = "lemgo",
        Func<Draft, Draft>? change = null,
        Guid? authorId = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var document = Document.Create(kind, Slug.Of(title));
        var draft = new Draft
        {
            Title = title,
            Summary = $"Kurz gesagt: {title}.",
            Body = "Ein Absatz.",
            MunicipalityId = await IdOfAsync(session, municipality),
            State = DocumentState.Published,
            Visibility = Visibility.Public,
        };
        scope.ServiceProvider.GetRequiredService<Actor>().MemberId = authorId;
        await scope.ServiceProvider.GetRequiredService<Archive>()
            .SaveAsync(document, change?.Invoke(draft) ?? draft, "", CancellationToken.None);
        return document;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (Directory.Exists(Settings.Data))
            Directory.Delete(Settings.Data, recursive: true);
    }

    private static Task<Guid> IdOfAsync(IQuerySession session, string slug) => session.Query<Municipality>()
        .Where(municipality => municipality.Slug == slug)
        .Select(municipality => municipality.Id)
        .SingleAsync();

    private async Task<string> TicketAsync(ClaimsPrincipal principal, Guid memberId)
    {
        var scheme = IdentityConstants.ApplicationScheme;
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = Clock.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(14) };
        await Services.GetRequiredService<SignInSessions>().BeginAsync(properties, memberId, userAgent: null);
        return options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, scheme));
    }
}
