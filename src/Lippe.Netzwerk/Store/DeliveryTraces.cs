using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>Forgets in deliveries whoever they went to.</summary>
public static class DeliveryTraces
{
    // A mail server's answer may quote the address; a worker who read it before must not bring it back.
    private const string ForgetSql =
        """
        update mt_doc_delivery set data = data || '{"Answer": "", "Told": []}', mt_version = mt_version + 1
        where member_id = ?
        """;

    /// <summary>Adds to the save at hand that deliveries say nothing any more of their recipient.</summary>
    public static void ForgetRecipient(this IDocumentSession session, Guid recipientId) =>
        session.QueueSqlCommand(ForgetSql, recipientId);
}
