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
public sealed record DifferenceModel(TextDiff Difference, string Before, string After);
