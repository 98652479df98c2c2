using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Components.AdoptionList;

/// <summary>What a viewer may know of a municipality's use of a project.</summary>
/// <param name="Standing">How far its word can be relied on today.</param>
/// <param name="Counts">Whether it runs there, by the word of the municipality itself.</param>
public sealed record AdoptionRow(
    Adoption Adoption, Municipality Municipality, AdoptionStanding Standing, bool Counts)
{
    public AdoptionFacts Facts => Adoption.Facts;

    /// <summary>Name of the member to ask; empty for visitors, and where there is none.</summary>
    public required string ContactName { get; init; }

    /// <summary>Whether the viewer is a member, who may know whom to ask.</summary>
    public required bool IsForMembers { get; init; }

    /// <summary>Whether it is the viewer's to keep up to date.</summary>
    public required bool MayWrite { get; init; }

    /// <summary>Whether the viewer belongs to the municipality and writes for it.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The project they use instead; null for none the viewer may see.</summary>
    public Project? Successor { get; init; }

    /// <summary>Whether the viewer may read costs and experience.</summary>
    public bool ShowsExperience => IsForMembers || Facts.IsPublic;

    /// <summary>What it cost and took, each as a term and its value; empty where nobody said.</summary>
    public IEnumerable<(string Term, string Value)> Costs => new (string Term, string Value)[]
    {
        ("Kosten einmalig", Facts.CostOnce?.InEuros() ?? ""),
        ("Kosten je Jahr", Facts.CostPerYear?.InEuros() ?? ""),
        ("Aufwand", Facts.PersonDays is { } days ? Counted(days, "Personentag", "Personentage") : ""),
        ("Dauer", Facts.Months is { } months ? Counted(months, "Monat", "Monate") : ""),
        ("Beschafft", Facts.Procurement?.Word() ?? ""),
    }.Where(cost => cost.Value.Length > 0);

    /// <summary>What the municipality tells in its own words, each below its heading.</summary>
    public IEnumerable<(string Heading, string Text)> Stories => new (string Heading, string Text)[]
    {
        ("Warum es beendet ist", Facts.EndedBecause),
        ("Was wir anders machen würden", Facts.Lessons),
        ("Tipps", Facts.Tips),
    }.Where(story => story.Text.Length > 0);

    private static string Counted(int number, string one, string many) =>
        $"{number.Grouped()} {(number == 1 ? one : many)}";
}

/// <summary>Reads who uses a project.</summary>
public static class AdoptionRows
{
    // What others may read first: where it runs, where it will, where it did.
    private static readonly AdoptionStage[] Order =
    [
        AdoptionStage.InUse, AdoptionStage.RollingOut, AdoptionStage.Planned, AdoptionStage.Interested,
        AdoptionStage.Ended,
    ];

    /// <summary>The adoptions of a project that the viewer may know of; plans and wishes are for members.</summary>
    /// <param name="project">One the viewer may see.</param>
    public static async Task<IReadOnlyList<AdoptionRow>> AdoptionsAsync(
        this IQuerySession session,
        Project project,
        Viewer viewer,
        NetworkDirectory network,
        DateOnly today,
        CancellationToken cancellation)
    {
        var adoptions = await session.Query<Adoption>()
            .Where(adoption => adoption.ProjectId == project.Id).ToListAsync(cancellation);
        if (adoptions.Count == 0)
            return [];

        var municipalities = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(place => place.Id);
        var people = viewer.IsSignedIn
            ? (await network.PeopleAsync(cancellation)).ToDictionary(person => person.Id, person => person.Name)
            : [];
        Guid[] successors = [.. adoptions.Select(adoption => adoption.Facts.SuccessorId).OfType<Guid>()];
        var projects = successors.Length == 0
            ? []
            : (await session.Query<Project>().VisibleTo(viewer).Where(one => one.Id.IsOneOf(successors))
                .ToListAsync(cancellation)).ToDictionary(one => one.Id);
        return
        [
            .. adoptions.Where(viewer.MayKnow)
                .Select(RowOf)
                .OrderBy(row => Array.IndexOf(Order, row.Facts.Stage))
                .ThenByDescending(row => row.Counts)
                .ThenBy(row => row.Municipality.Name, GermanOrder.Comparer),
        ];

        AdoptionRow RowOf(Adoption adoption) =>
            new(
                adoption, municipalities[adoption.MunicipalityId], adoption.StandingOn(today), adoption.RunsOn(today))
            {
                ContactName = adoption.Facts.ContactId is { } contact ? people.GetValueOrDefault(contact, "") : "",
                IsForMembers = viewer.IsSignedIn,
                MayWrite = viewer.MayWriteFor(adoption.MunicipalityId),
                IsOwn = viewer.IsWriter && viewer.MunicipalityId == adoption.MunicipalityId,
                Successor = adoption.Facts.SuccessorId is { } id ? projects.GetValueOrDefault(id) : null,
            };
    }
}
