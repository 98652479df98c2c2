using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>How deliveries are stored, and how a member who leaves is forgotten in them.</summary>
internal static class DeliveryRecords
{
    private const string PaceTableSql =
        "create table if not exists mail_pace (key text primary key, free_at timestamptz not null)";

    public static IServiceCollection AddDeliveryRecords(this IServiceCollection services) => services
        .AddForget((session, member) => session.ForgetRecipient(member.Id))
        .AddSingleton(new SchemaPart((connection, cancellation) =>
            connection.ExecuteAsync(PaceTableSql, cancellation)))
        .ConfigureMarten(Configure);

    private static void Configure(StoreOptions store)
    {
        store.Listeners.Add(new ClaimRelease());
        // Every duplicated field has an index, and each costs every save: so there are few, and each has its use.
        store.Schema.For<Delivery>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(delivery => delivery.Version))
            .Duplicate(delivery => delivery.MemberId, notNull: true)
            .Duplicate(delivery => delivery.Key, notNull: true)
            .Duplicate(delivery => delivery.DigestId!)
            .Duplicate(delivery => delivery.RevisionId!)
            .Duplicate(delivery => delivery.NewsUntil!)
            .Duplicate(delivery => delivery.NextAttemptAt, notNull: true, configure: index =>
                index.Predicate = "finished_at is null")
            .Duplicate(delivery => delivery.FinishedAt!)
            .UniqueIndex(UniqueIndexType.DuplicatedField, delivery => delivery.Key, delivery => delivery.MemberId);
    }
}
