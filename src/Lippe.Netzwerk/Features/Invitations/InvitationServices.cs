using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Registers invitations for web nodes and commands alike.</summary>
internal static class InvitationServices
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddScoped<InvitationBook>()
        .AddScoped<InvitationMail>()
        .AddScoped<InvitationPost>()
        .AddScoped<InvitationLists>()
        .AddSingleton<Forget>(ForgetInvitations)
        .ConfigureMarten(store => store.Schema.For<Invitation>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(invitation => invitation.Version))
            .Duplicate(invitation => invitation.SecretHash, notNull: true)
            .UniqueIndex(UniqueIndexType.DuplicatedField, invitation => invitation.SecretHash));

    private static Task ForgetInvitations(
        IDocumentSession session, Member member, CancellationToken cancellation)
    {
        var (id, email) = (member.Id, member.Email);
        return session.DeleteAllAsync(
            session.Query<Invitation>().Where(i => i.AcceptedById == id || i.Email == email), cancellation);
    }
}
