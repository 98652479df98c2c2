using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>Reads what somebody may say about a project, and for whom.</summary>
public sealed class AdoptionPages(IDocumentSession session, NetworkDirectory network)
{
    private const int MostSuggested = 200;

    /// <summary>The published project at an address; null when there is none that the viewer may see.</summary>
    public Task<Project?> ProjectAsync(Viewer viewer, string slug, CancellationToken cancellation) =>
        session.Query<Project>().VisibleTo(viewer)
            .Where(project => project.Slug == slug)
            .Where(project => project.State == DocumentState.Published || project.State == DocumentState.Archived)
            .SingleOrDefaultAsync(cancellation);

    /// <summary>The municipalities the viewer may write for; bodies that are none use no projects.</summary>
    public async Task<IReadOnlyList<Municipality>> AdoptersAsync(Viewer viewer, CancellationToken cancellation) =>
    [
        .. (await network.MunicipalitiesAsync(cancellation))
            .Where(place => !place.IsOrganisation && viewer.MayWriteFor(place.Id)),
    ];

    /// <summary>The form of a municipality about a project; null when the viewer may not fill it in.</summary>
    /// <param name="place">Slug of the municipality; null for the viewer's own.</param>
    public async Task<AdoptionPage?> FindAsync(
        Viewer viewer, string slug, string? place, CancellationToken cancellation)
    {
        var municipality = (await AdoptersAsync(viewer, cancellation))
            .SingleOrDefault(one => place is null ? one.Id == viewer.MunicipalityId : one.Slug == place);
        if (municipality is null || await ProjectAsync(viewer, slug, cancellation) is not { } project)
            return null;

        var adoption = await session.Query<Adoption>().SingleOrDefaultAsync(
            one => one.ProjectId == project.Id && one.MunicipalityId == municipality.Id, cancellation);
        var people = await network.PeopleAsync(cancellation);
        var isOwn = viewer.MunicipalityId == municipality.Id;
        var successor = adoption?.Facts.SuccessorId is { } id
            ? await session.Query<Project>().VisibleTo(viewer).SingleOrDefaultAsync(one => one.Id == id, cancellation)
            : null;
        return new AdoptionPage(
            project,
            municipality,
            adoption,
            [.. people.Where(person => person.MunicipalityId == municipality.Id)],
            await TitlesAsync(viewer, project, cancellation),
            isOwn)
        {
            Form = adoption is null
                ? new AdoptionForm { ContactId = isOwn ? viewer.MemberId : null }
                : AdoptionForm.From(adoption, successor?.Title ?? ""),
        };
    }

    /// <summary>The project somebody means by its title or its address; null for none.</summary>
    public async Task<Guid?> MeantAsync(Viewer viewer, Project project, string typed, CancellationToken cancellation)
    {
        if (typed.Length == 0)
            return null;
        var slug = typed.TrimEnd('/').Split('/')[^1];
        var meant = await session.Query<Project>().VisibleTo(viewer)
            .Where(other => other.Id != project.Id && (other.Title == typed || other.Slug == slug))
            .OrderBy(other => other.Id)
            .ToListAsync(cancellation);
        return meant.OrderByDescending(other => other.Title == typed).FirstOrDefault()?.Id;
    }

    private async Task<IReadOnlyList<string>> TitlesAsync(
        Viewer viewer, Project project, CancellationToken cancellation)
    {
        var titles = await session.Query<Project>().VisibleTo(viewer)
            .Where(other => other.Id != project.Id && other.State == DocumentState.Published)
            .OrderByDescending(other => other.ListedAt).ThenByDescending(other => other.Id)
            .Take(MostSuggested)
            .Select(other => other.Title)
            .ToListAsync(cancellation);
        return [.. titles.Distinct().Order(GermanOrder.Comparer)];
    }
}
