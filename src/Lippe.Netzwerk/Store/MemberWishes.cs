using JasperFx;
using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>What members say of themselves and want, be it by the link of a mail.</summary>
public sealed class MemberWishes(IDocumentSession session, Actor actor)
{
    /// <summary>A member who is here; null when there is none.</summary>
    public Task<Member?> FindAsync(Guid? id, CancellationToken cancellation) =>
        session.Query<Member>().SingleOrDefaultAsync(member => member.Id == id && member.LeftAt == null, cancellation);

    /// <summary>Saves a wish of a member; where something else of them was saved in that moment, both count.</summary>
    /// <returns>The member as saved; null when they left meanwhile.</returns>
    public async Task<Member?> SaveAsync(Guid id, Action<Member> change, CancellationToken cancellation)
    {
        actor.MemberId = id;
        while (await FindAsync(id, cancellation) is { } member)
        {
            change(member);
            session.Change(member);
            try
            {
                await session.SaveChangesAsync(cancellation);
                return member;
            }
            catch (ConcurrencyException)
            {
                session.EjectAllPendingChanges();
            }
        }

        return null;
    }
}
