using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>Registers what members change and export of themselves.</summary>
internal static class ProfileServices
{
    public static IServiceCollection AddProfiles(this IServiceCollection services) => services
        .AddScoped<PersonalData>()
        .AddScoped<AddressChanges>()
        .AddScoped<AddressChangeMail>()
        .AddSingleton<Forget>(ForgetAddressesAsync)
        .ConfigureMarten(store => store.Schema.For<AddressChange>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(change => change.Version)));

    // Mails that were kept are known by the address they went to.
    private static async Task ForgetAddressesAsync(
        IDocumentSession session, Member member, CancellationToken cancellation)
    {
        var id = member.Id;
        var changes = await session.Query<AddressChange>()
            .Where(change => change.MemberId == id).ToListAsync(cancellation);
        foreach (var change in changes)
            session.DeleteWhere<OutboxMail>(mail => mail.Recipient == change.Email || mail.Recipient == change.Former);
        session.DeleteWhere<AddressChange>(change => change.MemberId == id);
    }
}
