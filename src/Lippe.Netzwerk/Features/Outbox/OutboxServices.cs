using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>Registers how kept mails are stored, and how those to a member who leaves are forgotten.</summary>
internal static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddForget((session, member) => session.DeleteWhere<OutboxMail>(mail => mail.Recipient == member.Email))
        .ConfigureMarten(store => store.Schema.For<OutboxMail>()
            .Duplicate(mail => mail.MessageId, notNull: true)
            .Duplicate(mail => mail.StoredAt, notNull: true)
            .UniqueIndex(UniqueIndexType.DuplicatedField, mail => mail.MessageId));
}
