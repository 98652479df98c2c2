using Quartz;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Starts the jobs once the site answers, so that the first page never waits for them, and lets the mail at hand end at shutdown.</summary>
internal sealed class JobHost(ISchedulerFactory schedulers, IHostApplicationLifetime application, ILogger<JobHost> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await application.StartedAsync(stoppingToken);
            var scheduler = await StartAsync(schedulers, stoppingToken);
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<IScheduler> StartAsync(ISchedulerFactory factory, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var scheduler = await factory.GetScheduler(stopping);
                await scheduler.Start(stopping);
                return scheduler;
            }
            catch (Exception e) when (e is SchedulerException or Npgsql.NpgsqlException)
            {
                log.LogError(e, "The jobs did not start and are tried again");
                await Task.Delay(RetryAfter, stopping);
            }
        }
    }
}
