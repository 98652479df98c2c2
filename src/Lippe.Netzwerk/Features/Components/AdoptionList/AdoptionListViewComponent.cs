using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.AdoptionList;

/// <summary>Who uses a project, how far they are, whom to ask, and what they learned.</summary>
public sealed class AdoptionListViewComponent(TimeProvider clock) : ViewComponent
{
    public IViewComponentResult Invoke(Project project, IReadOnlyList<AdoptionRow> rows) =>
        View(new AdoptionListModel(project, rows, clock.Today()));
}

/// <summary>The adoptions of a project.</summary>
/// <param name="Today">What "confirmed" is counted from.</param>
public sealed record AdoptionListModel(Project Project, IReadOnlyList<AdoptionRow> Rows, DateOnly Today)
{
    public string Path => $"{Project.Address()}/nachnutzung";
}
