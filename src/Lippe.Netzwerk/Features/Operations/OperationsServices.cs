namespace Lippe.Netzwerk.Features.Operations;

/// <summary>Registers what the page shows; health checks and metrics read the same.</summary>
internal static class OperationsServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DeliveryHealth>("deliveries", tags: ["ready"]);
        return services.AddSingleton<JobOverview>().AddScoped<OperationsReading>();
    }
}
