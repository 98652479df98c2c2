using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Finds members as readers of what they are told.</summary>
public sealed class DigestReaders(IDocumentSession session, NetworkDirectory network)
{
    /// <summary>A member who can be reached; null when there is no such member.</summary>
    public async Task<DigestReader?> FindAsync(Guid? memberId, CancellationToken cancellation) => memberId is { } id
        && await session.Query<Member>().Reachable().SingleOrDefaultAsync(m => m.Id == id, cancellation) is { } member
            ? await ReaderOfAsync(member, cancellation)
            : null;

    /// <summary>Those of the members who want mails of a kind.</summary>
    public async Task<IReadOnlyList<DigestReader>> WantingAsync(
        DeliveryOccasion occasion, IReadOnlyList<Guid> memberIds, CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Wanting(occasion)
            .Where(m => memberIds.Contains(m.Id)).ToListAsync(cancellation);
        var readers = new List<DigestReader>();
        foreach (var member in members)
            readers.Add(await ReaderOfAsync(member, cancellation));
        return readers;
    }

    private async Task<DigestReader> ReaderOfAsync(Member member, CancellationToken cancellation) =>
        DigestReader.Of(member, await network.MunicipalityAsync(member.MunicipalityId, cancellation));
}
