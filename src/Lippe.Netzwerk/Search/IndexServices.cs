namespace Lippe.Netzwerk.Search;

/// <summary>Registers the search.</summary>
public static class IndexServices
{
    /// <summary>What web nodes and commands need.</summary>
    public static IServiceCollection AddIndexReading(this IServiceCollection services) => services
        .AddSingleton<IndexReading>();

    /// <summary>What a web node needs: an index of its own in a folder.</summary>
    public static IServiceCollection AddHubIndex(this IServiceCollection services, string folder)
    {
        services.AddHealthChecks().AddCheck<IndexHealth>("index", tags: ["ready"]);
        return services
            .AddSingleton(new IndexLocation(folder))
            .AddSingleton<LiveIndex>()
            .AddSingleton<HubIndex>()
            .AddSingleton<DocumentSearch>()
            .AddSingleton<Suggestions>()
            .AddSingleton<SimilarDocuments>()
            .AddHostedService<HubIndexHost>();
    }
}
