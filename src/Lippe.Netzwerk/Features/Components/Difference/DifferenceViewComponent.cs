using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.Difference;

/// <summary>Shows how two texts differ, in one text or side by side.</summary>
public sealed class DifferenceViewComponent : ViewComponent
{
    /// <param name="difference">What to show.</param>
    /// <param name="before">What the old text is called.</param>
    /// <param name="after">What the new text is called.</param>
    /// <param name="sideBySide">Two columns instead of one text.</param>
    public IViewComponentResult Invoke(TextDiff difference, string before, string after, bool sideBySide = false) =>
        View(sideBySide ? "SideBySide" : "Default", new DifferenceModel(difference, before, after));
}

/// <summary>A difference with the names of its two texts.</summary>
public sealed record DifferenceModel(TextDiff Difference, string Before, string After)
{
    /// <summary>What readers should know about it; null when all is compared word by word.</summary>
    public string? Caution => Difference.IsCoarse
        ? "Manche Abschnitte sind zu lang oder zu verschieden, um sie Wort für Wort zu vergleichen. Sie stehen hier "
            + "als Ganzes: erst, wie sie waren, dann, wie sie sind."
        : null;
}
