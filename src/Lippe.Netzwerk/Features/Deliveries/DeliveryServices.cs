namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Registers the sending of mails for web nodes and commands alike.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddDeliveryRecords()
        .AddSingleton<DueDeliveries>()
        .AddSingleton<SendingPace>()
        .AddSingleton<SendLoopJob>()
        .AddScoped<SendingWorker>()
        .AddScoped<DeliveryRows>()
        .AddScoped<Bounces>();
}
