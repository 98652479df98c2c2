using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>serve</c>: runs the site and its jobs until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port") { Description = "Port auf 127.0.0.1 (Vorgabe: 5080)" };

    public static Command Create()
    {
        var command = new Command("serve", "Startet die Webseite und die Hintergrundaufgaben (Vorgabe)") { Port };
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
        catch (SocketException e)
            when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new IOException(
                $"Der Port {port} ist belegt oder gesperrt. "
                + $"Wählen Sie mit --port einen anderen, zum Beispiel --port {port + 1}.",
                e);
        }
    }

    private static async Task RunAsync(HubSettings settings, CancellationToken cancellation)
    {
        var builder = HubApplication.CreateBuilder(settings);
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        await using var app = HubApplication.Build(builder);
        await HubSchema.MigrateOnceAsync(app.Services, cancellation);
        await FillFirstTimeAsync(app.Services, settings, cancellation);
        await app.StartAsync(cancellation);
        Console.WriteLine($"Lippe.Netzwerk läuft auf http://127.0.0.1:{settings.Port} (Ende mit Strg+C)");
        await PrintFirstLinkAsync(app.Services, settings, cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task FillFirstTimeAsync(
        IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        // Nodes started together take turns: the first one fills the hub, the next finds it filled.
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await using var turn = await Turn.TakeAsync(database, "hub.first-content", cancellation);
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<IQuerySession>().Query<Document>().AnyAsync(cancellation))
            await ImportFirstContentAsync(scope.ServiceProvider, settings, cancellation);
    }

    private static async Task ImportFirstContentAsync(
        IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        await services.GetRequiredService<NetworkImport>().ImportAsync(settings.Content, cancellation);
        var report = await services.GetRequiredService<DocumentImport>()
            .ImportAsync(settings.Content, publishes: false, _ => { }, cancellation);
        Console.WriteLine($"{report[ImportOutcome.Created]} Dokumente aus {settings.Content} übernommen.");
        foreach (var failure in report.Failures)
            await Console.Error.WriteLineAsync($"{failure.Path}:{failure.Line}: {failure.Reason}");
    }

    private static async Task PrintFirstLinkAsync(
        IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        if (await session.Query<Member>().AnyAsync(m => m.Role == Role.Coordinator && m.LeftAt == null, cancellation))
            return;

        // Only the newest link works: an old one may have been read by somebody else since.
        await session.DeleteAllAsync(
            session.Query<Invitation>().Where(i => i.Email == null && i.AcceptedAt == null), cancellation);
        var invitation = new Invitation { Name = "", Role = Role.Coordinator };
        var secret = invitation.Seal(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        session.Insert(invitation);
        await session.SaveChangesAsync(cancellation);
        Console.WriteLine($"Einmal-Link für die erste Koordination: {settings.Address}/einladungen/{secret}");
    }
}
