using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>Changes and ends memberships; the hub always keeps one coordinator.</summary>
public sealed class Memberships(
    IDocumentSession session, Archive archive, IEnumerable<Forget> forgets, TimeProvider clock)
{
    /// <summary>Gives a member another role or municipality.</summary>
    /// <returns>False when the hub would lose its last coordinator.</returns>
    /// <exception cref="JasperFx.ConcurrencyException">The member was changed since they were read.</exception>
    public async Task<bool> ChangeAsync(Member member, Role role, Guid municipalityId, CancellationToken cancellation)
    {
        if (!await MayChangeAsync(member, role == Role.Coordinator, cancellation))
            return false;
        (member.Role, member.MunicipalityId) = (role, municipalityId);
        session.Change(member);
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Ends a membership and forgets whatever names the person.</summary>
    /// <returns>False when the hub would lose its last coordinator.</returns>
    /// <exception cref="JasperFx.ConcurrencyException">
    /// The member was changed since they were read, or a document they answer for is just saved.
    /// </exception>
    public async Task<bool> EndAsync(Member member, CancellationToken cancellation)
    {
        if (!await MayChangeAsync(member, staysCoordinator: false, cancellation))
            return false;
        foreach (var forget in forgets)
            await forget(session, member, cancellation);
        await archive.ForgetResponsibleAsync(member.Id, cancellation);
        member.Leave(clock.GetUtcNow());
        session.Change(member);
        session.Does(member, "left");
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    // Two coordinators who leave at the same moment would each count on the other: they take turns.
    private async Task<bool> MayChangeAsync(Member member, bool staysCoordinator, CancellationToken cancellation)
    {
        await session.TakeTurnAsync("hub.members", cancellation);
        return staysCoordinator || await session.Query<Member>()
            .AnyAsync(m => m.Role == Role.Coordinator && m.LeftAt == null && m.Id != member.Id, cancellation);
    }
}
