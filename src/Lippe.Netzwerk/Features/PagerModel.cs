using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Lippe.Netzwerk.Features;

/// <summary>Where the pages of a list are.</summary>
/// <param name="Path">Address of the list without parameters.</param>
/// <param name="Current">Page shown, from 1.</param>
/// <param name="Total">Entries on all pages.</param>
/// <param name="PageSize">Entries a page.</param>
/// <param name="Parameters">What the list is narrowed to; empty values are left out.</param>
public sealed record PagerModel(
    string Path, int Current, int Total, int PageSize, IReadOnlyDictionary<string, string?> Parameters)
{
    /// <summary>The pages of a list that cannot be narrowed.</summary>
    public PagerModel(string path, int current, int total, int pageSize)
        : this(path, current, total, pageSize, ImmutableDictionary<string, string?>.Empty)
    {
    }

    public int Last => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>The first and the last page and those around the current one, with 0 for a gap.</summary>
    public IEnumerable<int> Pages
    {
        get
        {
            var previous = 0;
            for (var page = 1; page <= Last; page++)
            {
                if (page != 1 && page != Last && Math.Abs(page - Current) > 1)
                    continue;
                if (page - previous > 1)
                    yield return 0;
                yield return previous = page;
            }
        }
    }

    /// <summary>The address of a page; the first has no number.</summary>
    public string Address(int page)
    {
        var parameters = Parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value)).ToDictionary();
        if (page > 1)
            parameters["seite"] = page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Path, parameters);
    }
}
