using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>serve</c>: runs the site and its jobs until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port")
    {
        Description = "Port auf 127.0.0.1 (Vorgabe: 5080)",
        HelpName = "ZAHL",
        CustomParser = ReadPort,
    };

    public static Command Create()
    {
        var command = new Command("serve", "Startet die Website und die Hintergrundaufgaben (Vorgabe)") { Port };
        command.SetAction((arguments, cancellation) => HubCommand.RunAsync(
            arguments,
            HubDatabase.AwaitAsync,
            async (settings, token) =>
            {
                settings.Port = arguments.GetValue(Port) ?? settings.Port;
                RequireFreePort(settings.Port);
                await RunAsync(settings, token);
                return HubCommand.Done;
            },
            cancellation));
        return command;
    }

    private static int? ReadPort(ArgumentResult typed)
    {
        var text = typed.Tokens[0].Value;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        if (isNumber && SettingForms.IsPort(port))
            return port;
        typed.AddError($"--port ist „{text}“, muss aber {SettingForms.Port} sein.");
        return null;
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
        await using var firstLink = await FirstStart.PrepareAsync(app.Services, settings, cancellation);
        await app.StartAsync(cancellation);
        ServiceManager.TellReady();
        Console.WriteLine($"Lippe.Netzwerk läuft auf http://127.0.0.1:{settings.Port} (Ende mit Strg+C)");
        if (firstLink is not null)
        {
            Console.WriteLine(
                $"Einmal-Link für die erste Koordination: {settings.Address}/einladungen/{firstLink.Secret}");
        }

        await app.WaitForShutdownAsync(cancellation);
    }
}
