using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Finds members and subscribers as readers of what they are told.</summary>
public sealed class DigestReaders(IDocumentSession session, NetworkDirectory network)
{
    /// <summary>A member who can be reached; null when there is no such member.</summary>
    public async Task<DigestReader?> FindAsync(Guid? memberId, CancellationToken cancellation) => memberId is { } id
        && await session.Query<Member>().Reachable().SingleOrDefaultAsync(m => m.Id == id, cancellation) is { } member
            ? await ReaderOfAsync(member, cancellation)
            : null;

    /// <summary>Whoever an address names to be looked through; null when there is nobody like that.</summary>
    /// <remarks>They alone decide what is seen; the rights of who looks have no part in it.</remarks>
    public async Task<DigestReader?> FindAsync(
        PreviewChoice choice, Guid? lookerId, CancellationToken cancellation)
    {
        if (choice.IsWithoutAccount)
            return DigestReader.Visitor;
        if (choice.Role is not { } role)
            return await FindAsync(choice.MemberId ?? lookerId, cancellation);
        var municipality = (await network.MunicipalitiesAsync(cancellation))
            .SingleOrDefault(m => m.Slug == choice.Municipality);
        return municipality is null || !Enum.IsDefined(role) ? null : DigestReader.Neutral(role, municipality);
    }

    /// <summary>Those who want mails of a kind, by their id; subscribers get digests only.</summary>
    public async Task<IReadOnlyDictionary<Guid, DigestReader>> WantingAsync(
        DeliveryOccasion occasion, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Wanting(occasion)
            .Where(member => ids.Contains(member.Id)).ToListAsync(cancellation);
        var readers = new Dictionary<Guid, DigestReader>();
        foreach (var member in members)
            readers.Add(member.Id, await ReaderOfAsync(member, cancellation));
        if (occasion != DeliveryOccasion.Digest || members.Count == ids.Count)
            return readers;
        var subscribers = await session.Query<Subscriber>().Confirmed()
            .Where(subscriber => ids.Contains(subscriber.Id)).ToListAsync(cancellation);
        foreach (var subscriber in subscribers)
            readers.Add(subscriber.Id, DigestReader.Of(subscriber));
        return readers;
    }

    private async Task<DigestReader> ReaderOfAsync(Member member, CancellationToken cancellation) =>
        DigestReader.Of(member, await network.MunicipalityAsync(member.MunicipalityId, cancellation));
}
