using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.WebUtilities;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The searches of the member who looks.</summary>
public sealed record SavedSearchesPage(
    IReadOnlyList<SavedSearch> Searches, IReadOnlyDictionary<string, string> TopicNames,
    IReadOnlyList<Municipality> Municipalities)
{
    /// <summary>The address that asks again.</summary>
    public string AddressOf(SavedSearch search) => QueryHelpers.AddQueryString("/suche", new Dictionary<string, string?>
    {
        ["q"] = search.Text,
        ["art"] = search.Kind?.Path(),
        ["thema"] = search.Topic,
        ["kommune"] = Find(search.MunicipalityId)?.Slug,
        ["betrifft"] = Find(search.ConcernsId)?.Slug,
    }.Where(parameter => parameter.Value is not null));

    /// <summary>The filters in words.</summary>
    public string FiltersOf(SavedSearch search)
    {
        var topic = search.Topic is null ? null : TopicNames.GetValueOrDefault(search.Topic, search.Topic);
        var concerned = Find(search.ConcernsId) is { } place ? $"was {place.Name} betrifft" : null;
        return string.Join(
            ", ",
            new[] { search.Kind?.Plural(), topic, Find(search.MunicipalityId)?.Name, concerned }.OfType<string>());
    }

    private Municipality? Find(Guid? id) => Municipalities.FirstOrDefault(municipality => municipality.Id == id);
}
