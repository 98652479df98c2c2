using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>Registers how kept mails are stored, and how they forget members who leave and what is removed.</summary>
internal static class OutboxServices
{
    // Mails that tell of a document link to it; another address may begin like its own.
    private const string EraseSql =
        "delete from mt_doc_outboxmail where data ->> 'Text' ~ (?::text || '([^a-z0-9-]|$)')";

    public static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddForget((session, member) => session.DeleteWhere<OutboxMail>(mail => mail.Recipient == member.Email))
        .AddSingleton<Erase>((session, document) => session.QueueSqlCommand(EraseSql, document.Address()))
        .ConfigureMarten(store => store.Schema.For<OutboxMail>()
            .Duplicate(mail => mail.MessageId, notNull: true)
            .Duplicate(mail => mail.StoredAt, notNull: true)
            .UniqueIndex(UniqueIndexType.DuplicatedField, mail => mail.MessageId));
}
