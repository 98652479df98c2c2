using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Registers signing in, and the guesses that failed.</summary>
internal static class SessionServices
{
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddScoped<PasswordCheck>()
        .AddForget((session, member) => session.Delete<FailedSignIns>(member.Id))
        .ConfigureMarten(store => store.Schema.For<FailedSignIns>());
}
