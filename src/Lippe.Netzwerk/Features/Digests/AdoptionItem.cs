using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A municipality that is further with a project than before.</summary>
/// <param name="Users">All municipalities that said something of the project.</param>
public sealed record AdoptionItem(
    Adoption Adoption, Project Project, Municipality Municipality, IReadOnlySet<Guid> Users)
{
    /// <summary>What is told, so that it is told once.</summary>
    public string Key => $"{Adoption.Id:N}={Adoption.Facts.Stage}";

    public string Path => $"{Project.Address()}#nachnutzung";

    /// <summary>For example "Lage: wird eingeführt seit März 2026".</summary>
    public string Sentence => $"{Municipality.Name}: {Adoption.StageInWords()}"
        + (Adoption.ConfirmedOn is null ? " (noch nicht bestätigt)" : "");

    /// <summary>Reads what was said within the window, the newest first.</summary>
    public static async Task<IReadOnlyList<AdoptionItem>> ReadAsync(
        IQuerySession session, DigestWindow window, CancellationToken cancellation)
    {
        var said = await session.Query<Adoption>()
            .Where(adoption => adoption.StagedAt >= window.From && adoption.StagedAt < window.Until)
            .OrderByDescending(adoption => adoption.StagedAt).ThenBy(adoption => adoption.Id)
            .ToListAsync(cancellation);
        Guid[] ids = [.. said.Select(adoption => adoption.ProjectId).Distinct()];
        if (ids.Length == 0)
            return [];
        var projects = (await session.LoadManyAsync<Project>(cancellation, ids)).ToDictionary(project => project.Id);
        var users = (await session.Query<Adoption>().Where(adoption => adoption.ProjectId.IsOneOf(ids))
            .Select(adoption => new { adoption.ProjectId, adoption.MunicipalityId }).ToListAsync(cancellation))
            .ToLookup(adoption => adoption.ProjectId, adoption => adoption.MunicipalityId);
        var municipalities = (await session.Query<Municipality>().ToListAsync(cancellation))
            .ToDictionary(municipality => municipality.Id);
        return
        [
            .. said.Select(adoption => new AdoptionItem(
                adoption,
                projects[adoption.ProjectId],
                municipalities[adoption.MunicipalityId],
                users[adoption.ProjectId].ToHashSet())),
        ];
    }

    /// <summary>Whether a reader is to be told of it: what they may know, and others did.</summary>
    public bool IsFor(DigestReader reader, DigestWindow window) =>
        Adoption.StagedAt >= window.From && Adoption.StagedAt < window.Until
        && Project.IsPublished
        && reader.Viewer.MaySee(Project)
        && reader.Viewer.MayKnow(Adoption)
        && Municipality.Id != reader.Viewer.MunicipalityId;

    /// <summary>0 for a reader's own project, 1 for one their municipality uses, 2 for their topics, 3 else.</summary>
    public int DistanceTo(DigestReader reader)
    {
        var (member, own) = (reader.Viewer.MemberId, reader.Viewer.MunicipalityId);
        if (own is null)
            return 3;
        if (Project.ResponsibleId == member || Project.MunicipalityId == own)
            return 0;
        if (Users.Contains(own.Value))
            return 1;
        return Project.Topics.Any(reader.Topics.Contains) ? 2 : 3;
    }
}
