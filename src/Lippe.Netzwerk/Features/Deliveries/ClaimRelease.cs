using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// Takes a member's mails from the workers that are writing them, in the save that changes the member: an
/// unsubscription, a new address or a departure holds for the very next mail, whoever saves it.
/// </summary>
internal sealed class ClaimRelease : DocumentSessionListenerBase
{
    // No verb: a save of a member neither reads deliveries nor may lose a race against their workers.
    private const string ReleaseSql =
        """
        update mt_doc_delivery
        set data = data || '{"LeasedUntil": null}', mt_version = mt_version + 1
        where member_id = any(?) and finished_at is null and data ->> 'State' = 'Claimed'
        """;

    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var members = session.PendingChanges.Updates().OfType<Member>().Select(member => member.Id).ToArray();
        if (members.Length > 0)
            session.QueueSqlCommand(ReleaseSql, members);
        return Task.CompletedTask;
    }
}
