using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Deletes invitations that were taken back: nobody needs to know whom they were for.</summary>
public sealed class InvitationExpiryJob(IDocumentSession session, TimeProvider clock)
{
    [JobDisplayName("Zurückgezogene Einladungen löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow() - Invitation.TimeToReturn;
        await session.DeleteAllAsync(
            session.Query<Invitation>().Where(i => i.WithdrawnAt <= oldest), cancellation);
        await session.SaveChangesAsync(cancellation);
    }
}
