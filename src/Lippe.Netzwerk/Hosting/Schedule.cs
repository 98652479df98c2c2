using System.Linq.Expressions;
using Hangfire;
using Hangfire.Common;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Features.Subscriptions;
using Lippe.Netzwerk.Hosting.Jobs;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Everything that runs by the clock, in Berlin's time; a job's id is the name of its class.</summary>
internal sealed class Schedule(HubSettings settings, IRecurringJobManager jobs, JobOverview overview)
{
    // Half a minute past the full one: saves of the second before a digest is due are committed by then.
    private const string EveryMinute = "30 * * * * *";
    private const string EveryQuarterHour = "*/15 * * * *";

    // Jobs that are gone; the version before may still have planned them.
    private static readonly string[] Retired = [];

    private readonly RecurringJobOptions _options = new() { TimeZone = BerlinTime.Zone };

    /// <summary>The jobs there are.</summary>
    public IReadOnlyList<Entry> Entries { get; } =
    [
        Entry.Of<DigestPlanJob>(job => job.ExecuteAsync(CancellationToken.None), EveryMinute),
        Entry.Of<DeliverySweepJob>(job => job.ExecuteAsync(CancellationToken.None), EveryMinute),
        // After the digests of the morning, which tell the same reviews.
        Entry.Of<ReminderJob>(
            job => job.ExecuteAsync(CancellationToken.None), WeekdaysAt(settings.Digest.Time.AddHours(1))),
        Entry.Of<BounceJob>(job => job.ExecuteAsync(CancellationToken.None), EveryQuarterHour),
        Entry.Of<InvitationMailJob>(job => job.ExecuteAsync(CancellationToken.None), EveryQuarterHour),
        Entry.Of<StaleRenderingJob>(job => job.ExecuteAsync(CancellationToken.None), EveryQuarterHour),
        Entry.Of<OutboxExpiryJob>(job => job.ExecuteAsync(CancellationToken.None), DailyAt(new(3, 10))),
        Entry.Of<DeliveryExpiryJob>(job => job.ExecuteAsync(CancellationToken.None), DailyAt(new(3, 15))),
        Entry.Of<SubscriberExpiryJob>(job => job.ExecuteAsync(CancellationToken.None), DailyAt(new(3, 18))),
        Entry.Of<InvitationExpiryJob>(job => job.ExecuteAsync(CancellationToken.None), DailyAt(new(3, 22))),
        Entry.Of<FailedJobExpiryJob>(job => job.ExecuteAsync(CancellationToken.None), DailyAt(new(3, 20))),
        Entry.Of<ChangeExpiryJob>(job => job.ExecuteAsync(CancellationToken.None), DailyAt(new(3, 25))),
    ];

    /// <summary>Plans every job anew, and removes those that are gone.</summary>
    public void Apply()
    {
        foreach (var entry in Entries)
            Plan(entry);
        foreach (var id in Retired)
            jobs.RemoveIfExists(id);
    }

    /// <summary>Plans one job; one that Hangfire disabled runs again.</summary>
    public void Plan(Entry entry) => jobs.AddOrUpdate(entry.Id, entry.Job, entry.Cron, _options);

    /// <summary>The ids of the jobs that did not run, failed, or are not planned at all.</summary>
    public IReadOnlyList<string> Troubled()
    {
        var sound = overview.Planned().Where(job => job.IsSound).Select(job => job.Id).ToHashSet();
        return [.. Entries.Select(entry => entry.Id).Where(id => !sound.Contains(id))];
    }

    private static string DailyAt(TimeOnly time) => $"{time.Minute} {time.Hour} * * *";

    private static string WeekdaysAt(TimeOnly time) => $"{time.Minute} {time.Hour} * * MON-FRI";

    /// <summary>A job and when it runs.</summary>
    public sealed record Entry(string Id, Job Job, string Cron)
    {
        public static Entry Of<T>(Expression<Func<T, Task>> run, string cron) =>
            new(typeof(T).Name, Job.FromExpression(run), cron);
    }
}
