using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>The form of a municipality about its use of a project.</summary>
/// <param name="Adoption">What it says so far; null for nothing.</param>
/// <param name="People">Members of the municipality.</param>
/// <param name="Projects">Titles of projects it may use instead.</param>
/// <param name="IsOwn">Whether the viewer belongs to the municipality; others write for it and confirm nothing.</param>
public sealed record AdoptionPage(
    Project Project,
    Municipality Municipality,
    Adoption? Adoption,
    IReadOnlyList<Person> People,
    IReadOnlyList<string> Projects,
    bool IsOwn)
{
    public required AdoptionForm Form { get; init; }

    /// <summary>Whether somebody else saved meanwhile.</summary>
    public bool IsConflict { get; init; }

    public string Action => $"{Project.Address()}/nachnutzung?kommune={Municipality.Slug}";

    public string RemovalPath => $"{Project.Address()}/nachnutzung/loeschung?kommune={Municipality.Slug}";

    public static IEnumerable<SelectListItem> StageItems =>
    [
        new("Interessiert: Wir überlegen noch", nameof(AdoptionStage.Interested)),
        new("Geplant: Es ist entschieden", nameof(AdoptionStage.Planned)),
        new("Wird eingeführt: Wir sind dabei", nameof(AdoptionStage.RollingOut)),
        new("Im Einsatz: Es läuft bei uns", nameof(AdoptionStage.InUse)),
        new("Beendet: Wir nutzen es nicht mehr", nameof(AdoptionStage.Ended)),
    ];

    public static IEnumerable<SelectListItem> ProcurementItems => Enum.GetValues<Procurement>()
        .Select(way => new SelectListItem(way.Word(), way.ToString()))
        .Prepend(new SelectListItem("Keine Angabe", ""));

    public static IEnumerable<SelectListItem> AudienceItems =>
    [
        new("Nur Mitglieder des Netzwerks", nameof(Visibility.Network)),
        new("Alle, die das Projekt lesen dürfen", nameof(Visibility.Public)),
    ];

    public static IEnumerable<SelectListItem> CorrectionItems =>
        [new("Berichtigung: Der bisherige Stand war ein Irrtum", bool.TrueString)];

    public IEnumerable<SelectListItem> PeopleItems => People
        .Select(person => new SelectListItem(person.Name, person.Id.ToString()))
        .Prepend(new SelectListItem("Kein Mitglied", ""));
}

/// <summary>The municipalities a coordinator may write for.</summary>
public sealed record AdopterChoicePage(Project Project, IReadOnlyList<Municipality> Municipalities);
