namespace Lippe.Netzwerk.Features.BarrierReports;

/// <summary>Registers the mail of the feedback form.</summary>
internal static class BarrierReportServices
{
    public static IServiceCollection AddBarrierReports(this IServiceCollection services) =>
        services.AddScoped<BarrierReportMail>();
}
