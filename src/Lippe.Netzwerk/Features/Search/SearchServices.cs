using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Schema;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Registers the search page with the searches that members keep and the count of all.</summary>
internal static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .ConfigureSavedSearches()
        .AddSingleton(new SchemaPart(SearchLog.CreateTableAsync))
        .AddSingleton<SearchLog>()
        .AddSingleton<NamedMembers>()
        .AddHostedService<SearchLogWriter>()
        .AddScoped<SearchAnswers>();

    private static IServiceCollection ConfigureSavedSearches(this IServiceCollection services) => services
        .AddForget((session, member) => session.DeleteWhere<SavedSearch>(search => search.MemberId == member.Id))
        .ConfigureMarten(store => store.Schema.For<SavedSearch>()
            .Duplicate(search => search.MemberId, notNull: true)
            .Duplicate(search => search.Key, notNull: true)
            .UniqueIndex(UniqueIndexType.DuplicatedField, search => search.MemberId, search => search.Key));
}
