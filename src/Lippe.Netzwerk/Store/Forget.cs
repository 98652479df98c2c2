using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Queues the erasure of what a feature keeps about a member who leaves, while the member still has name and address;
/// it happens with the save that ends the membership.
/// </summary>
public delegate Task Forget(IDocumentSession session, Member member, CancellationToken cancellation);

/// <summary>Registers what is forgotten about a member.</summary>
public static class ForgetServices
{
    /// <summary>Registers an erasure that can be queued without a look at what there is.</summary>
    public static IServiceCollection AddForget(
        this IServiceCollection services, Action<IDocumentSession, Member> queue) =>
        services.AddSingleton<Forget>((session, member, _) =>
        {
            queue(session, member);
            return Task.CompletedTask;
        });
}
