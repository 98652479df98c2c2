using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>
/// Makes the mails to addresses somebody typed: they ask whether the letter is wanted or, where it comes already, say
/// so.
/// </summary>
public sealed class ConfirmationComposer(
    IQuerySession session, NetworkDirectory network, MailSender sender, SignedLinks links, TimeProvider clock)
    : IComposer
{
    public DeliveryOccasion Occasion => DeliveryOccasion.Confirmation;

    public async Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToArray();
        var subscribers = (await session.LoadManyAsync<Subscriber>(cancellation, ids)).ToDictionary(one => one.Id);
        var keys = subscribers.Values.Select(one => EmailAddress.Key(one.Email)).ToArray();
        var members = (await session.Query<Member>().Reachable().Where(member => keys.Contains(member.NormalizedEmail!))
            .Select(member => member.NormalizedEmail!).ToListAsync(cancellation)).ToHashSet();
        var name = await network.TextAsync("name", cancellation);
        var host = await sender.DomainAsync(cancellation);
        return delivery => Task.FromResult(
            subscribers.TryGetValue(delivery.MemberId, out var subscriber) && subscriber.CanConfirm(clock.GetUtcNow())
                ? new Composed.Mail(
                    Mail(subscriber, members.Contains(EmailAddress.Key(subscriber.Email)), name) with
                    {
                        Headers = Headers(delivery, host),
                    },
                    [])
                : Composed.Unwanted);
    }

    private OutgoingMail Mail(Subscriber subscriber, bool isMember, string name) => new()
    {
        To = subscriber.Email,
        ToName = "",
        Subject = isMember || subscriber.ConfirmedAt is not null
            ? $"{name}: Der Monatsbrief kommt schon zu Ihnen"
            : $"{name}: Möchten Sie den Monatsbrief?",
        Text = $"""
            Guten Tag,

            {(isMember ? ForMember() : subscriber.ConfirmedAt is null ? Question(subscriber) : Already(subscriber))}

            Sie haben den Monatsbrief nicht bestellt? Dann löschen Sie diese E-Mail; es geschieht nichts.

            -- 
            {name}, {links.To("/")}
            Impressum: {links.To("/impressum")}

            """.ReplaceLineEndings("\n"),
    };

    private string Question(Subscriber subscriber) =>
        $"""
        jemand hat mit dieser Adresse den Monatsbrief bestellt: einmal im Monat, was im Netzwerk neu ist.
        Sind Sie das? Mit diesem Link sagen Sie Ja:
        {links.Subscribe(subscriber.Id)}

        Der Link gilt drei Tage. Ohne Ihr Ja löschen wir die Adresse danach.
        """;

    private string Already(Subscriber subscriber) =>
        $"""
        jemand hat mit dieser Adresse den Monatsbrief bestellt. Er kommt schon zu Ihnen, es ist nichts zu tun.
        Abbestellen: {links.Unsubscribe(subscriber.Id, DeliveryOccasion.Digest)}
        """;

    private string ForMember() =>
        $"""
        jemand hat mit dieser Adresse den öffentlichen Monatsbrief bestellt. Sie sind Mitglied und wählen Ihren
        eigenen Brief, mit allem, was Mitglieder lesen, in Ihrem Profil:
        {links.To(DigestAddresses.OwnChoice)}
        """;

    private static Dictionary<string, string> Headers(Delivery delivery, string host) => new()
    {
        ["Message-ID"] = DeliveryMessageId.Of("bestellung", delivery.Id, host),
        ["Auto-Submitted"] = "auto-generated",
    };
}
