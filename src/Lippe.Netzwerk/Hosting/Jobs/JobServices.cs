using Lippe.Netzwerk.Domain;
using Npgsql;
using Quartz;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>All background jobs and when they run; the schedule lives in the database, each run happens on one node.</summary>
internal static class JobServices
{
    // Half a minute past the quarter: saves of the second before the digest is due are committed by then.
    private const string EveryQuarterHour = "30 0/15 * * * ?";

    // After the digests of the morning, which tell the same reviews.
    private const string WeekdaysAtEight = "0 0 8 ? * MON-FRI";

    public static IServiceCollection AddHubJobs(this IServiceCollection services, HubSettings settings)
    {
        services.AddSingleton<JobSchedule>();
        services.AddScoped<JobRecorder>();
        if (!settings.Jobs)
            return services;

        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "hub");
            quartz.UseDefaultThreadPool(maxConcurrency: 2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database => database.DataSourceFactory = provider => provider.GetRequiredService<NpgsqlDataSource>());
                store.UseClustering();
                store.ProvisionSchema();
            });
            // A job cut off by a crash runs again on the next node; after a pause one run makes up for all missed ones.
            quartz.AddJob<DigestJob>(job => job.WithIdentity(DigestJob.Key).StoreDurably().RequestRecovery());
            quartz.AddTrigger<DigestJob>(trigger => trigger.ForJob(DigestJob.Key).WithIdentity("digest")
                .WithCronSchedule(EveryQuarterHour, cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            quartz.AddJob<ReminderJob>(job => job.WithIdentity(ReminderJob.Key).StoreDurably().RequestRecovery());
            quartz.AddTrigger<ReminderJob>(trigger => trigger.ForJob(ReminderJob.Key).WithIdentity("reminders")
                .WithCronSchedule(WeekdaysAtEight, cron => cron.InTimeZone(BerlinTime.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            quartz.AddJob<BounceJob>(job => job.WithIdentity(BounceJob.Key).StoreDurably());
            quartz.AddTrigger<BounceJob>(trigger => trigger.ForJob(BounceJob.Key).WithIdentity("bounces")
                .WithCronSchedule(EveryQuarterHour, cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        });
        services.AddHostedService<JobHost>();
        services.AddHostedService<DeliveryHost>();
        return services;
    }
}
