using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Registers signing in, and the guesses that failed.</summary>
internal static class SessionServices
{
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddScoped<PasswordCheck>()
        .AddSingleton<Forget>((session, member, _) =>
        {
            session.Delete<FailedSignIns>(member.Id);
            return Task.CompletedTask;
        })
        .ConfigureMarten(store => store.Schema.For<FailedSignIns>());
}
