using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Marten;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The searches a member keeps.</summary>
[Route("suche/gemerkt")]
public sealed class SavedSearchesController(IDocumentSession session, NetworkDirectory network, TimeProvider clock) : HubController
{
    private const string List = "/suche/gemerkt";

    private IQueryable<SavedSearch> Mine => session.Query<SavedSearch>().Where(search => search.MemberId == Viewer.MemberId);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var searches = await Mine.Include(search => search.Municipality).OrderBy(search => search.Question).ThenBy(search => search.Id).ToListAsync(cancellation);
        return View("Search/Saved", new SavedSearchesPage(searches, await network.TopicNamesAsync(cancellation)));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create([FromForm] SavedSearchForm form, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(form.Question);
        if (query.IsEmpty)
            return Answer("Zum Merken fehlt ein Wort, nach dem gesucht wird.", isDone: false);
        if (await Mine.CountAsync(cancellation) >= SavedSearch.MostOfMember)
            return Answer($"Sie haben schon {SavedSearch.MostOfMember} Suchen gemerkt. Löschen Sie eine, bevor Sie eine neue merken.", isDone: false);

        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var topics = await network.TopicNamesAsync(cancellation);
        // The second click finds the search kept already.
        await session.Database.ExecuteSqlAsync(
            $"""
             insert into saved_searches (id, member_id, question, kind, topic, municipality_id, saved_at)
             values ({Guid.CreateVersion7()}, {Viewer.MemberId}, {query.Text}, {Words.KindOfPath(form.Kind)?.ToString()}, {(form.Topic is { } topic && topics.ContainsKey(topic) ? topic : null)},
                     {municipalities.FirstOrDefault(m => m.Slug == form.Municipality)?.Id}, {clock.GetUtcNow()})
             on conflict do nothing
             """,
            cancellation);
        return Answer($"Die Suche nach „{query.Text}“ ist gemerkt. Neue Dokumente dazu stehen in Ihrem nächsten Brief.", isDone: true);
    }

    [HttpPost("{id:guid}/loeschen")]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellation)
    {
        if (await Mine.Where(search => search.Id == id).ExecuteDeleteAsync(cancellation) == 0)
            return NotFound();
        return Answer("Die Suche ist gelöscht.", isDone: true);
    }

    private RedirectResult Answer(string message, bool isDone)
    {
        if (isDone)
            Tell(message);
        else
            Warn(message);
        return Redirect(List);
    }
}

/// <summary>A search as the search page sends it.</summary>
public sealed class SavedSearchForm
{
    [FromForm(Name = "q")]
    public string? Question { get; init; }

    [FromForm(Name = "art")]
    public string? Kind { get; init; }

    [FromForm(Name = "thema")]
    public string? Topic { get; init => field = PlainText.CleanLine(value); }

    [FromForm(Name = "kommune")]
    public string? Municipality { get; init => field = PlainText.CleanLine(value); }
}

/// <summary>The searches of the member who looks.</summary>
public sealed record SavedSearchesPage(IReadOnlyList<SavedSearch> Searches, IReadOnlyDictionary<string, string> TopicNames)
{
    /// <summary>The address that asks again.</summary>
    public static string AddressOf(SavedSearch search) => QueryHelpers.AddQueryString("/suche", new Dictionary<string, string?>
    {
        ["q"] = search.Question,
        ["art"] = search.Kind?.Path(),
        ["thema"] = search.Topic,
        ["kommune"] = search.Municipality?.Slug,
    }.Where(parameter => parameter.Value is not null));

    /// <summary>The filters in words.</summary>
    public string FiltersOf(SavedSearch search) =>
        string.Join(", ", new[] { search.Kind?.Plural(), search.Topic is null ? null : TopicNames.GetValueOrDefault(search.Topic, search.Topic), search.Municipality?.Name }.OfType<string>());
}
