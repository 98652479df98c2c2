using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Registers the import of documents and of the network itself.</summary>
internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .ConfigureMarten(store => store.Schema.For<FirstContent>())
        .ConfigureMarten(store => store.Schema.For<ImportedFile>())
        .AddSingleton<Erase>((session, document) => session.Delete<ImportedFile>(document.Id))
        .AddScoped<DocumentImport>()
        .AddScoped<NetworkImport>()
        .AddScoped<AdoptionImport>()
        .AddScoped<FirstContentImport>();
}
