using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Finds members by what is typed of their names; no index holds these.</summary>
public sealed class NamedMembers(NetworkDirectory network)
{
    /// <summary>Names with municipality, and their pages; none for visitors.</summary>
    public async Task<IReadOnlyList<(string Name, string Path)>> FindAsync(
        string typed, int most, Viewer viewer, CancellationToken cancellation)
    {
        if (!viewer.IsSignedIn)
            return [];
        var municipalities = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(m => m.Id, m => m.Name);
        return
        [
            .. (await network.PeopleAsync(cancellation))
                .Where(person => NameFold.IsBegun(person.Name, typed))
                .Take(most)
                .Select(person => (
                    $"{person.Name}, {municipalities[person.MunicipalityId]}", $"/mitglieder/{person.Id}")),
        ];
    }
}
