using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// How issues, deliveries and what members were told are stored, and how a member who leaves is forgotten in them.
/// </summary>
internal static class DigestRecords
{
    // A mail server's answer may quote the address.
    private const string ForgetAnswersSql =
        """
        update mt_doc_delivery set data = data || '{"Answer": ""}' where member_id = ?
        """;

    private const string SendingSql =
        """
        create sequence if not exists delivery_workers as integer cycle;
        create table if not exists mail_pace (key text primary key, free_at timestamptz not null);
        """;

    public static IServiceCollection AddDigestRecords(this IServiceCollection services) => services
        .AddSingleton<Forget>((session, member) => session.DeleteWhere<ToldItem>(told => told.MemberId == member.Id))
        .AddSingleton<Forget>((session, member) =>
            session.DeleteWhere<ReviewSnooze>(snooze => snooze.MemberId == member.Id))
        .AddSingleton<Forget>((session, member) => session.QueueSqlCommand(ForgetAnswersSql, member.Id))
        .AddSingleton(new SchemaPart(CreateTablesAsync))
        .ConfigureMarten(Configure);

    /// <summary>Adds an issue to the save at hand, after the verb that changed it; its first verb creates it.</summary>
    public static void Keep(this IDocumentSession session, Digest digest)
    {
        if (digest.Version == 1)
            session.Insert(digest);
        else
            session.UpdateRevision(digest, digest.Version);
    }

    private static async Task CreateTablesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SendingSql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Configure(StoreOptions store)
    {
        store.Schema.For<Digest>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(digest => digest.Version));
        store.Schema.For<Delivery>()
            .Duplicate(delivery => delivery.State, notNull: true)
            .Duplicate(delivery => delivery.Occasion, notNull: true)
            .Duplicate(delivery => delivery.DigestId!)
            .Duplicate(delivery => delivery.MemberId, notNull: true)
            .Duplicate(delivery => delivery.RevisionId!)
            .Duplicate(delivery => delivery.Key, notNull: true)
            .Duplicate(delivery => delivery.NewsUntil!)
            .Duplicate(delivery => delivery.NextAttemptAt, notNull: true)
            .Duplicate(delivery => delivery.FinishedAt!)
            .UniqueIndex(UniqueIndexType.DuplicatedField, delivery => delivery.Key, delivery => delivery.MemberId);
        store.Schema.For<ToldItem>()
            .Duplicate(told => told.MemberId, notNull: true)
            .Duplicate(told => told.DeliveryId, notNull: true);
        store.Schema.For<ReviewSnooze>()
            .Duplicate(snooze => snooze.MemberId, notNull: true);
    }
}
