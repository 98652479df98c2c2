using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>
/// Registers what municipalities say of their use of projects, and how it forgets members who leave.
/// </summary>
internal static class AdoptionServices
{
    public static IServiceCollection AddAdoptions(this IServiceCollection services) => services
        .AddScoped<AdoptionPages>()
        .AddScoped<Overview>()
        .AddSingleton<Forget>(ForgetAsync)
        .ConfigureMarten(store => store.Schema.For<Adoption>()
            .UseNumericRevisions(true).Metadata(record => record.Revision.MapTo(adoption => adoption.Version))
            .Duplicate(adoption => adoption.ProjectId, notNull: true)
            .Duplicate(adoption => adoption.MunicipalityId, notNull: true)
            .Duplicate(adoption => adoption.Facts.Stage, notNull: true)
            .Duplicate(adoption => adoption.ConfirmedOn!)
            .Duplicate(adoption => adoption.StagedAt, notNull: true)
            .UniqueIndex(
                UniqueIndexType.DuplicatedField, adoption => adoption.ProjectId, adoption => adoption.MunicipalityId));

    private static async Task ForgetAsync(IDocumentSession session, Member member, CancellationToken cancellation)
    {
        var adoptions = await session.Query<Adoption>()
            .Where(adoption => adoption.Facts.ContactId == member.Id).ToListAsync(cancellation);
        foreach (var adoption in adoptions)
        {
            adoption.ForgetContact();
            session.Change(adoption);
        }
    }
}
