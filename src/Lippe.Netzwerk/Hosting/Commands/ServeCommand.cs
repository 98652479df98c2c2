using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>serve</c>: runs the site and its jobs until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port") { Description = "Port auf 127.0.0.1 (Vorgabe: 5080)" };

    public static Command Create()
    {
        var command = new Command("serve", "Startet die Website und die Hintergrundaufgaben (Vorgabe)") { Port };
        command.SetAction((arguments, cancellation) => HubCommand.RunAsync(arguments, async (settings, token) =>
        {
            settings.Port = arguments.GetValue(Port) ?? settings.Port;
            RequireFreePort(settings.Port);
            await RunAsync(settings, token);
            return HubCommand.Done;
        }, cancellation));
        return command;
    }

    // Kestrel would say so too, in English and with a stack trace.
    private static void RequireFreePort(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new IOException($"Der Port {port} ist belegt oder gesperrt. Wählen Sie mit --port einen anderen, zum Beispiel --port {port + 1}.", e);
        }
    }

    private static async Task RunAsync(HubSettings settings, CancellationToken cancellation)
    {
        var builder = HubApplication.CreateBuilder(settings);
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Services.AddImports();
        await using var app = HubApplication.Build(builder);
        await HubCommand.MigrateAsync(app.Services, cancellation);
        await FillFirstTimeAsync(app.Services, settings, cancellation);
        await app.StartAsync(cancellation);
        Console.WriteLine($"Lippe.Netzwerk läuft auf http://127.0.0.1:{settings.Port} (Ende mit Strg+C)");
        await PrintFirstLinkAsync(app.Services, settings, cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task FillFirstTimeAsync(IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        // Nodes started together take turns: the first one fills the hub, the next finds it filled.
        // The lock belongs to the session, because the import saves each document in a transaction of its own.
        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_lock(hashtext('hub.first-content'))", cancellation);
        if (!await db.Documents.AnyAsync(cancellation))
            await ImportFirstContentAsync(scope.ServiceProvider, settings, cancellation);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_unlock(hashtext('hub.first-content'))", cancellation);
    }

    private static async Task ImportFirstContentAsync(IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        await services.GetRequiredService<NetworkImport>().ImportAsync(settings.Content, cancellation);
        var report = await services.GetRequiredService<DocumentImport>().ImportAsync(settings.Content, _ => { }, cancellation);
        Console.WriteLine($"{report[ImportOutcome.Created]} Dokumente aus {settings.Content} übernommen.");
        foreach (var failure in report.Failures)
            await Console.Error.WriteLineAsync($"{failure.Path}:{failure.Line}: {failure.Reason}");
    }

    private static async Task PrintFirstLinkAsync(IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        if (await db.Members.AnyAsync(m => m.Role == Role.Coordinator && m.LeftAt == null, cancellation))
            return;

        // Only the newest link works: an old one may have been read by somebody else since.
        await db.Invitations.Where(i => i.Email == null && i.AcceptedAt == null).ExecuteDeleteAsync(cancellation);
        var secret = Invitation.NewSecret();
        db.Add(new Invitation
        {
            SecretHash = Invitation.Hash(secret),
            Name = "",
            Role = Role.Coordinator,
            ExpiresAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow() + Invitation.Lifetime,
        });
        await db.SaveChangesAsync(cancellation);
        Console.WriteLine($"Einmal-Link für die erste Koordination: {settings.Address}/einladungen/{secret}");
    }
}
