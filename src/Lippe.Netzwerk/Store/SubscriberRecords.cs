using Lippe.Netzwerk.Domain;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Store;

/// <summary>How subscribers are stored, found and forgotten.</summary>
public static class SubscriberRecords
{
    internal static void Configure(StoreOptions store) => store.Schema.For<Subscriber>()
        .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(subscriber => subscriber.Version))
        .Duplicate(subscriber => subscriber.Email, notNull: true)
        .UniqueIndex(UniqueIndexType.DuplicatedField, subscriber => subscriber.Email);

    /// <summary>Those who get letters.</summary>
    public static IQueryable<Subscriber> Confirmed(this IQueryable<Subscriber> subscribers) =>
        subscribers.Where(subscriber => subscriber.ConfirmedAt != null);

    /// <summary>Adds to the save at hand that nothing of a subscriber stays: no address, and no mail to it.</summary>
    /// <remarks>
    /// A worker that is writing such a mail finds its delivery changed. Kept mails to a member have a name.
    /// </remarks>
    public static void EndSubscription(this IDocumentSession session, Subscriber subscriber)
    {
        session.Delete(subscriber);
        session.ForgetRecipient(subscriber.Id);
        session.DeleteWhere<OutboxMail>(mail => mail.Recipient == subscriber.Email && mail.RecipientName == "");
    }
}
