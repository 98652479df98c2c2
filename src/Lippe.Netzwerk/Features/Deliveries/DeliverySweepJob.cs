using Hangfire;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// Starts what sends the deliveries that are due, with those whose lease ended; whatever became of an earlier start,
/// this one comes within a minute.
/// </summary>
public sealed class DeliverySweepJob(DueDeliveries queue, SendLoopStarter sending)
{
    // A node runs one at a time, so that the second is for another node.
    private const int Loops = 2;

    [JobDisplayName("Fällige E-Mails senden")]
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        if (!await queue.AnyDueAsync(cancellation))
            return;
        for (var loop = 0; loop < Loops; loop++)
            sending.Start();
    }
}
