using Hangfire;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Sends what is due; wherever and however often it runs, the deliveries say what that is.</summary>
public sealed class SendLoopJob(Sending sending)
{
    [JobDisplayName("Mails senden")]
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public Task ExecuteAsync(CancellationToken cancellation) => sending.RunOnceAsync(cancellation);
}
