using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web.Forms;
using Marten;

namespace Lippe.Netzwerk.Web;

/// <summary>What web nodes keep in the database for each other.</summary>
internal static class WebRecords
{
    /// <summary>Registers the records, for commands too: they bring the schema up to date.</summary>
    public static IServiceCollection AddWebRecords(this IServiceCollection services) => services
        .AddForget((session, member) => session.DeleteWhere<KeptForm>(kept => kept.MemberId == member.Id))
        .ConfigureMarten(store =>
        {
            store.Schema.For<EndedSession>();
            store.Schema.For<KeptForm>();
        });
}
