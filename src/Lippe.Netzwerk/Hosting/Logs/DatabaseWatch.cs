using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>While the database is troubled, keeps telling it, and tells when it is over.</summary>
internal sealed class DatabaseWatch(NpgsqlDataSource database, LastingTroubles troubles, ILogger<DatabaseWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (troubles.Include(TroubleKind.Database))
                await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            await DatabaseSpace.RequireAsync(database, stopping);
            // What is open since before would report the same trouble once more.
            database.Clear();
            troubles.End(TroubleKind.Database);
            log.LogInformation("Die Datenbank arbeitet wieder");
        }
        catch (NpgsqlException e) when (Trouble.Of(e) is not null)
        {
            log.LogError(e, "Der Hub wartet auf sie");
        }
        catch (NpgsqlException e)
        {
            troubles.End(TroubleKind.Database);
            log.LogError(e, "Die Datenbank antwortet wieder, aber nicht wie erwartet");
        }
    }
}
