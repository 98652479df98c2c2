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
        .AddSingleton<Forget>(ForgetInvitations)
        .ConfigureMarten(store => store.Schema.For<Invitation>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(invitation => invitation.Version))
            .Duplicate(invitation => invitation.SecretHash, notNull: true)
            .UniqueIndex(UniqueIndexType.DuplicatedField, invitation => invitation.SecretHash));

    private static void ForgetInvitations(IDocumentSession session, Member member)
    {
        var (id, email) = (member.Id, member.Email);
        session.DeleteWhere<Invitation>(invitation => invitation.AcceptedById == id || invitation.Email == email);
    }
}
