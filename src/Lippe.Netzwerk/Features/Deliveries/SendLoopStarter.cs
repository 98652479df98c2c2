using Hangfire;
using Lippe.Netzwerk.Domain;
using Marten;
using Marten.Services;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Sends at once what was planned for now; should that fail, the sweep finds it within a minute.</summary>
public sealed class SendLoopStarter(IBackgroundJobClient jobs, TimeProvider clock, ILogger<SendLoopStarter> log)
    : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.Inserted.OfType<Delivery>().Any(delivery => delivery.NextAttemptAt <= clock.GetUtcNow()))
            Start();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is due, on whichever node is free.</summary>
    public void Start()
    {
        try
        {
            jobs.Enqueue<SendLoopJob>(job => job.ExecuteAsync(CancellationToken.None));
        }
        catch (BackgroundJobClientException e)
        {
            // What was asked for is saved.
            log.LogWarning(e, "Der Versand ließ sich nicht sofort beginnen");
        }
    }
}
