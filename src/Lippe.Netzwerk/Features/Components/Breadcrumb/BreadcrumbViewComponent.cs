using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.Breadcrumb;

/// <summary>The way from the start page to this one, for the head of a page.</summary>
public sealed class BreadcrumbViewComponent : ViewComponent
{
    /// <param name="current">The page itself.</param>
    /// <param name="trail">The pages between it and the start.</param>
    public IViewComponentResult Invoke(string current, IReadOnlyList<Crumb>? trail = null) =>
        View(new BreadcrumbModel(trail ?? [], current));
}

/// <summary>One page on the way.</summary>
public sealed record Crumb(string Word, string Path);

public sealed record BreadcrumbModel(IReadOnlyList<Crumb> Trail, string Current);
