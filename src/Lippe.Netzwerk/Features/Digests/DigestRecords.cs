using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// How issues and snoozed reviews are stored, and how they forget members who leave and what is removed.
/// </summary>
internal static class DigestRecords
{
    public static IServiceCollection AddDigestRecords(this IServiceCollection services) => services
        .AddForget((session, member) => session.DeleteWhere<ReviewSnooze>(snooze => snooze.MemberId == member.Id))
        .AddSingleton<Erase>((session, document) =>
            session.DeleteWhere<ReviewSnooze>(snooze => snooze.DocumentId == document.Id))
        .ConfigureMarten(Configure);

    private static void Configure(StoreOptions store)
    {
        store.Schema.For<Digest>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(digest => digest.Version));
        store.Schema.For<ReviewSnooze>()
            .Duplicate(snooze => snooze.MemberId, notNull: true);
    }
}
