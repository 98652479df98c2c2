namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Registers the import of documents and of the network itself.</summary>
internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddScoped<DocumentImport>()
        .AddScoped<NetworkImport>();
}
