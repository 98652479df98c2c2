using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Store;

/// <summary>Changes and ends memberships; the hub always keeps one coordinator.</summary>
public sealed class Memberships(HubDbContext db, TimeProvider clock)
{
    /// <summary>Gives a member another role or municipality; false when the hub would lose its last coordinator.</summary>
    public Task<bool> ChangeAsync(Member member, Role role, Guid municipalityId, Guid? by, CancellationToken cancellation) =>
        InTurnAsync(member, role == Role.Coordinator, async () =>
        {
            (member.Role, member.MunicipalityId) = (role, municipalityId);
            await SaveAsync(member, "member.changed", by, cancellation);
        }, cancellation);

    /// <summary>Ends a membership and forgets whatever names the person; false when the hub would lose its last coordinator.</summary>
    public Task<bool> EndAsync(Member member, Guid? by, CancellationToken cancellation) =>
        InTurnAsync(member, staysCoordinator: false, async () =>
        {
            await ForgetAsync(member, cancellation);
            member.Leave(clock.GetUtcNow());
            await SaveAsync(member, "member.left", by, cancellation);
        }, cancellation);

    // Two coordinators who leave at the same moment would each count on the other: they take turns.
    private async Task<bool> InTurnAsync(Member member, bool staysCoordinator, Func<Task> change, CancellationToken cancellation)
    {
        await using var turn = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtext('hub.members'))", cancellation);
        if (!staysCoordinator && !await db.Members.AnyAsync(m => m.Role == Role.Coordinator && m.LeftAt == null && m.Id != member.Id, cancellation))
            return false;

        await change();
        await turn.CommitAsync(cancellation);
        return true;
    }

    private async Task SaveAsync(Member member, string deed, Guid? by, CancellationToken cancellation)
    {
        db.Add(new AuditEvent { At = clock.GetUtcNow(), MemberId = by, Deed = deed, SubjectId = member.Id });
        await db.SaveChangesAsync(cancellation);
        await ChangeNotice.SendAsync(db, cancellation);
    }

    private async Task ForgetAsync(Member member, CancellationToken cancellation)
    {
        var documents = await db.Documents.Where(d => d.ResponsibleId == member.Id).Select(d => d.Id.ToString()).ToArrayAsync(cancellation);
        await ChangeRows.AddAsync(db, Changes.Document, documents, cancellation);
        await db.Documents.Where(d => d.ResponsibleId == member.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.ResponsibleId, (Guid?)null), cancellation);
        await db.Revisions.Where(r => r.ResponsibleId == member.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.ResponsibleId, (Guid?)null), cancellation);
        await db.Invitations.Where(i => i.Email == member.Email).ExecuteDeleteAsync(cancellation);
        await db.OutboxMails.Where(mail => mail.Recipient == member.Email).ExecuteDeleteAsync(cancellation);
        await db.SavedSearches.Where(search => search.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await db.ReviewSnoozes.Where(s => s.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await db.ToldItems.Where(t => t.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        // A mail server's answer may quote the address.
        await db.Deliveries.Where(d => d.MemberId == member.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Answer, ""), cancellation);
        await db.UserClaims.Where(c => c.UserId == member.Id).ExecuteDeleteAsync(cancellation);
        await db.UserLogins.Where(l => l.UserId == member.Id).ExecuteDeleteAsync(cancellation);
        await db.UserTokens.Where(t => t.UserId == member.Id).ExecuteDeleteAsync(cancellation);
    }
}
