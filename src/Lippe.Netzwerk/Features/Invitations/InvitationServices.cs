namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Registers invitations for web nodes and commands alike.</summary>
internal static class InvitationServices
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) => services
        .AddScoped<InvitationBook>()
        .AddScoped<InvitationMail>()
        .AddScoped<InvitationPost>();
}
