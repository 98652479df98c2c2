namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Registers what document pages need.</summary>
internal static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<DocumentPages>()
        .AddScoped<NewDocuments>();
}
