using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.AdoptionList;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Who uses a project, as its page shows it.</summary>
/// <param name="Rows">What the viewer may know.</param>
/// <param name="MayAdopt">Whether the viewer's municipality has said nothing yet, and the viewer may for it.</param>
/// <param name="MayAdd">Whether the viewer may for any other municipality.</param>
public sealed record ProjectUse(Project Project, IReadOnlyList<AdoptionRow> Rows, bool MayAdopt, bool MayAdd)
{
    /// <summary>So many municipalities are named above the text; all stand below it.</summary>
    public const int Named = 5;

    /// <summary>Where it runs by the word of the municipality itself.</summary>
    public IReadOnlyList<string> RunningAt { get; } =
        [.. Rows.Where(row => row.Counts).Select(row => row.Municipality.Name)];
}
