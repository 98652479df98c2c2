namespace Lippe.Netzwerk.Features.Search;

/// <summary>Registers the search page.</summary>
internal static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<SearchLog>()
        .AddHostedService<SearchLogWriter>()
        .AddScoped<SearchAnswers>();
}
