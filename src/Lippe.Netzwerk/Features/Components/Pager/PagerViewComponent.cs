using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.Pager;

/// <summary>Leads through the pages of a list; every other part of the address stays.</summary>
public sealed class PagerViewComponent : ViewComponent
{
    private const string PageKey = "seite";
    private const int Neighbours = 1;

    /// <summary>Shows the pager, or nothing when all fits on one page.</summary>
    /// <param name="number">The page shown, from 1.</param>
    /// <param name="total">Entries on all pages.</param>
    /// <param name="size">Entries on one page.</param>
    public IViewComponentResult Invoke(int number, int total, int size)
    {
        var pages = (total + size - 1) / size;
        return pages <= 1
            ? Content("")
            : View(new PagerModel(Math.Clamp(number, 1, pages), pages, AddressOf));
    }

    private string AddressOf(int number)
    {
        var query = new QueryBuilder(HttpContext.Request.Query
            .Where(part => part.Key != PageKey)
            .SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value ?? "")));
        if (number > 1)
            query.Add(PageKey, $"{number}");
        return HttpContext.Request.Path.ToUriComponent() + query;
    }

    /// <summary>The page shown, how many there are, and where each is.</summary>
    public sealed record PagerModel(int Number, int Pages, Func<int, string> AddressOf)
    {
        /// <summary>The first, the last and those around the page shown; null stands for what is left out.</summary>
        public IEnumerable<int?> Steps()
        {
            var previous = 0;
            for (var page = 1; page <= Pages; page++)
            {
                if (page > 1 && page < Pages && Math.Abs(page - Number) > Neighbours)
                    continue;
                if (page > previous + 1)
                    yield return null;
                yield return previous = page;
            }
        }
    }
}
