using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes digests of deliveries; reads issues, readers, and what they know, batch by batch.</summary>
public sealed class DigestComposer(
    IDocumentSession session, DigestReaders readers, DigestMaterial material, MailWriter writer)
    : IComposer
{
    public DeliveryOccasion Occasion => DeliveryOccasion.Digest;

    public async Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var window = deliveries.Select(delivery => delivery.Window!).Aggregate((one, other) => one.And(other));
        var wanting = await readers.WantingAsync(Occasion, ids, cancellation);
        var known = await session.ToldSinceAsync(ids, window.From, cancellation);
        var issues = await IssuesAsync(deliveries, cancellation);
        var fill = await material.ShareAsync(window, cancellation);
        return async delivery =>
            !wanting.TryGetValue(delivery.MemberId, out var reader) ? Composed.Unwanted
            : LetterTo(reader, delivery) is { IsWorthSending: true } letter
                ? await writer.ComposeAsync(letter, delivery)
                : Composed.Nothing;

        Letter LetterTo(DigestReader reader, Delivery delivery)
        {
            var letter = delivery.DigestId is { } issue
                ? Letter.OfIssue(issues[issue], reader, delivery.Window!)
                : Letter.OfRhythm(reader, delivery.Window!);
            return fill(letter with { Known = known[reader.Id].ToHashSet() }, Letter.MailLimit);
        }
    }

    private async Task<Dictionary<string, Digest>> IssuesAsync(
        IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.DigestId).OfType<string>().Distinct();
        return (await session.LoadManyAsync<Digest>(cancellation, ids)).ToDictionary(issue => issue.Id);
    }
}
