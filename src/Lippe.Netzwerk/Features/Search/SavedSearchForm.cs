using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>A search as the search page sends it.</summary>
public sealed class SavedSearchForm
{
    [FromForm(Name = "q")]
    public string? Typed { get; init; }

    [FromForm(Name = "art")]
    public string? Kind { get; init; }

    [FromForm(Name = "thema")]
    public string? Topic { get; init => field = PlainText.CleanLine(value); }

    [FromForm(Name = "kommune")]
    public string? Municipality { get; init => field = PlainText.CleanLine(value); }

    [FromForm(Name = "betrifft")]
    public string? Concerns { get; init => field = PlainText.CleanLine(value); }
}
