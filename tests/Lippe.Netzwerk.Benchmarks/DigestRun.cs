using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>A hub full of members and documents whose digest goes to a mail server beside it.</summary>
/// <remarks>All on loopback, all ended with this object.</remarks>
internal sealed class DigestRun : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("netzwerk-bench-");
    private readonly Stack<EmbeddedPostgres> _postgres = new();
    private readonly int _mailPort = HubProcess.FreePort();
    private readonly string _app;
    private readonly TimeSpan _mailDelay;
    private HubProcess? _mailServer;

    private DigestRun(string app, TimeSpan mailDelay) => (_app, _mailDelay) = (app, mailDelay);

    public string Connection => _postgres.Peek().ConnectionString;

    public NpgsqlDataSource Database { get; private set; } = null!;

    /// <summary>What the mail server took over.</summary>
    public string MailLog => Path.Combine(_data.FullName, "mails.log");

    private string PostgresFolder => Path.Combine(_data.FullName, "postgres");

    /// <summary>Fills a new hub, and starts its mail server.</summary>
    public static async Task<DigestRun> StartAsync(
        string app, int members, int documents, TimeSpan mailDelay, CancellationToken cancellation)
    {
        var run = new DigestRun(app, mailDelay);
        try
        {
            await run.StartPostgresAsync(cancellation);
            // The first start fills the hub with what the network begins with.
            await using (await run.StartNodeAsync(cancellation, ("Hub__Jobs", "false")))
            {
            }

            run.Database = NpgsqlDataSource.Create(run.Connection);
            await using (var node = new Node(run.Connection))
            {
                await node.Network.AddMembersAsync(members, cancellation);
                await node.Network.AddDocumentsAsync(documents, cancellation);
            }

            await run.ExecuteAsync("vacuum analyze", cancellation);
            run.StartMailServer();
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a node and returns when it answers.</summary>
    public async Task<HubProcess> StartNodeAsync(
        CancellationToken cancellation, params (string Name, string Value)[] settings)
    {
        var port = HubProcess.FreePort();
        (string, string)[] mail =
        [
            ("Hub__Mail__Host", "127.0.0.1"), ("Hub__Mail__Port", $"{_mailPort}"), ("Hub__Mail__Security", "None"),
            ("Logging__LogLevel__Default", "Warning"),
        ];
        var node = HubProcess.Start(
            Connection, [.. mail, .. settings], _app, "serve", "--port", $"{port}", "--data", _data.FullName);
        await node.AnswersAsync(port, "/health/live", cancellation);
        return node;
    }

    /// <summary>Services of a node that neither serves nor sends.</summary>
    public WebApplication Application()
    {
        var settings = new HubSettings { ConnectionString = Connection, Jobs = false };
        var builder = HubApplication.CreateBuilder(settings, "Production");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return HubApplication.Build(builder);
    }

    /// <summary>Writes this month's deliveries.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var period = DigestPeriod.Of(TimeProvider.System.GetUtcNow().InBerlin());
        var prepared = await scope.ServiceProvider.GetRequiredService<DigestPreparation>()
            .PrepareNowAsync(period, cancellation);
        if (prepared.Problem is not null)
            throw new InvalidOperationException(prepared.Problem);
    }

    public void StartMailServer() => _mailServer = HubProcess.Start(
        null,
        [],
        typeof(DigestRun).Assembly.Location,
        "smtp",
        $"{_mailPort}",
        MailLog,
        $"{_mailDelay.TotalMilliseconds:0}");

    /// <summary>Ends the mail server in the middle of whatever it does.</summary>
    public async Task KillMailServerAsync() => await _mailServer!.KillAsync();

    /// <summary>Ends PostgreSQL with all its sessions and starts it again.</summary>
    public async Task RestartPostgresAsync(CancellationToken cancellation)
    {
        var pidFile = Path.Combine(PostgresFolder, "cluster", "postmaster.pid");
        var pid = (await File.ReadAllLinesAsync(pidFile, cancellation))[0];
        using (var interrupt = System.Diagnostics.Process.Start("kill", $"-INT {pid}"))
            await interrupt.WaitForExitAsync(cancellation);
        while (Directory.Exists($"/proc/{pid}"))
            await Task.Delay(20, cancellation);
        await StartPostgresAsync(cancellation);
        Database.Clear();
    }

    /// <summary>A number from the database.</summary>
    public async Task<long> NumberAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_mailServer is not null)
            await _mailServer.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        while (_postgres.TryPop(out var postgres))
            await postgres.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task StartPostgresAsync(CancellationToken cancellation)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = PostgresFolder };
        _postgres.Push(await EmbeddedPostgres.StartAsync(options, cancellation));
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
