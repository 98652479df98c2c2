using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>What the fields of a form offer to choose from.</summary>
/// <param name="Writable">The municipalities the viewer writes for.</param>
/// <param name="Members">Who may be responsible.</param>
public sealed record DocumentChoices(
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<Municipality> Writable,
    IReadOnlyList<ResponsibleChoice> Members)
{
    public static async Task<DocumentChoices> LoadAsync(
        IDocumentSession session, NetworkDirectory network, Viewer viewer, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return new DocumentChoices(
            await network.TopicsAsync(cancellation),
            [.. municipalities.Where(m => viewer.MayWriteFor(m.Id))],
            await MembersAsync(session, municipalities.ToDictionary(m => m.Id, m => m.Name), cancellation));
    }

    public IEnumerable<SelectListItem> TopicItems => Topics.Select(t => new SelectListItem(t.Name, t.Id));

    public IEnumerable<SelectListItem> WritableItems => Writable.Select(m => new SelectListItem(m.Name, m.Slug));

    public IEnumerable<SelectListItem> MemberItems => Members
        .Select(m => new SelectListItem($"{m.Name} ({m.Municipality})", m.Id.ToString()))
        .Prepend(new SelectListItem("Noch niemand", ""));

    private static async Task<IReadOnlyList<ResponsibleChoice>> MembersAsync(
        IDocumentSession session, Dictionary<Guid, string> municipalities, CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Where(m => m.LeftAt == null)
            .Select(m => new { m.Id, m.Name, m.MunicipalityId })
            .ToListAsync(cancellation);
        return
        [
            .. members.OrderBy(m => m.Name, Words.GermanOrder)
                .Select(m => new ResponsibleChoice(m.Id, m.Name, municipalities[m.MunicipalityId])),
        ];
    }
}

/// <summary>A member who may be responsible for a document.</summary>
public sealed record ResponsibleChoice(Guid Id, string Name, string Municipality);
