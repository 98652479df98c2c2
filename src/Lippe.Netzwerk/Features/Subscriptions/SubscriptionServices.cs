using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Registers the choice of mails.</summary>
internal static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddScoped<ReviewRequests>()
        .AddScoped<IComposer, ConfirmationComposer>();
}
