using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>How issues and snoozed reviews are stored, and how a member who leaves is forgotten in them.</summary>
internal static class DigestRecords
{
    public static IServiceCollection AddDigestRecords(this IServiceCollection services) => services
        .AddForget((session, member) => session.DeleteWhere<ReviewSnooze>(snooze => snooze.MemberId == member.Id))
        .ConfigureMarten(Configure);

    /// <summary>Adds an issue to the save at hand, after the verb that changed it; its first verb creates it.</summary>
    public static void Keep(this IDocumentSession session, Digest digest)
    {
        if (digest.Version == 1)
            session.Insert(digest);
        else
            session.UpdateRevision(digest, digest.Version);
    }

    private static void Configure(StoreOptions store)
    {
        store.Schema.For<Digest>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(digest => digest.Version));
        store.Schema.For<ReviewSnooze>()
            .Duplicate(snooze => snooze.MemberId, notNull: true);
    }
}
