using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>What the fields of a form offer to choose from.</summary>
/// <param name="Writable">The municipalities the viewer writes for.</param>
/// <param name="Concerned">The municipalities a document can be about.</param>
/// <param name="Members">Who may be responsible.</param>
public sealed record DocumentChoices(
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<Municipality> Writable,
    IReadOnlyList<Municipality> Concerned,
    IReadOnlyList<ResponsibleChoice> Members)
{
    public static async Task<DocumentChoices> LoadAsync(
        NetworkDirectory network, Viewer viewer, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var names = municipalities.ToDictionary(m => m.Id, m => m.Name);
        var people = await network.PeopleAsync(cancellation);
        return new DocumentChoices(
            await network.TopicsAsync(cancellation),
            [.. municipalities.Where(m => viewer.MayWriteFor(m.Id))],
            [.. municipalities.Where(m => !m.IsOrganisation)],
            [.. people.Select(p => new ResponsibleChoice(p.Id, p.Name, names[p.MunicipalityId]))]);
    }

    public IEnumerable<SelectListItem> TopicItems => Topics.Select(t => new SelectListItem(t.Name, t.Id));

    public IEnumerable<SelectListItem> WritableItems => Writable.Select(m => new SelectListItem(m.Name, m.Slug));

    public IEnumerable<SelectListItem> ConcernedItems => Concerned.Select(m => new SelectListItem(m.Name, m.Slug))
        .Prepend(new SelectListItem("Keine andere", ""));

    public IEnumerable<SelectListItem> MemberItems => Members
        .Select(m => new SelectListItem($"{m.Name} ({m.Municipality})", m.Id.ToString()))
        .Prepend(new SelectListItem("Noch niemand", ""));
}

/// <summary>A member who may be responsible for a document.</summary>
public sealed record ResponsibleChoice(Guid Id, string Name, string Municipality);
