using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Registers the sending of mails.</summary>
internal static class DeliveryServices
{
    /// <summary>For web nodes and commands alike.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddDeliveryRecords()
        .AddSingleton<DueDeliveries>()
        .AddSingleton<SendingPace>()
        .AddSingleton<SendLoopJob>()
        .AddScoped<SendingWorker>()
        .AddScoped<DeliveryRows>()
        .AddScoped<Bounces>();

    /// <summary>For nodes, which can ask for a job; a command sends what it planned by itself.</summary>
    public static IServiceCollection AddSendingAtOnce(this IServiceCollection services) => services
        .AddSingleton<SendLoopStarter>()
        .AddSingleton<SendingAtOnce>()
        .ConfigureMarten((provider, store) => store.Listeners.Add(provider.GetRequiredService<SendingAtOnce>()));
}
