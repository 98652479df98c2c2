using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Web;

/// <summary>Reads the index of a large hub once the site answers, so that the first search need not wait for it.</summary>
internal sealed class SearchWarmUp(SearchIndex index, IServiceScopeFactory scopes, IHostApplicationLifetime application, ILogger<SearchWarmUp> log) : BackgroundService
{
    // A smaller index is read in a moment, and the memory is needed only when somebody searches.
    private const int Large = 2_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await application.StartedAsync(stoppingToken);
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<HubDbContext>().SearchEntries.OrderBy(entry => entry.DocumentId).Skip(Large).AnyAsync(stoppingToken))
                await index.CatchUpAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Npgsql.NpgsqlException e)
        {
            log.LogWarning("The index is read with the first search: {Reason}", e.Message);
        }
    }
}
