using Hangfire;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Plans reminders of reviews that cannot wait for a digest; harmless when run twice.</summary>
public sealed class ReminderJob(Reminders reminders)
{
    [JobDisplayName("An Prüfungen erinnern")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation) => reminders.PrepareAsync(cancellation);
}
