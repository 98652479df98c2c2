using Hangfire;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Asks for a send loop; should that fail, the sweep asks within a minute.</summary>
public sealed class SendLoopStarter(IBackgroundJobClient jobs, ILogger<SendLoopStarter> log)
{
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
