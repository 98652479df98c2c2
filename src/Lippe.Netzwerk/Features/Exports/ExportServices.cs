namespace Lippe.Netzwerk.Features.Exports;

/// <summary>Registers the export of the whole hub.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddScoped<HubExport>();
}
