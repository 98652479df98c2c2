using Lippe.Netzwerk.Domain;
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
        .AddForget((session, member) => session.EndSessions(member.Id))
        .AddSingleton<Forget>(provider => (session, member, cancellation) => session.ForgetGuessesAsync(
            provider.GetRequiredService<KeyedHash>(), member.Email, cancellation))
        .AddSingleton<Erase>((session, document) =>
        {
            var pages = document.Address() + "/";
            session.DeleteWhere<KeptForm>(kept => kept.Page.StartsWith(pages));
        })
        .ConfigureMarten(store =>
        {
            store.Schema.For<PasswordGuesses>();
            store.Schema.For<SignInSession>();
            store.Schema.For<KeptForm>();
        });
}
