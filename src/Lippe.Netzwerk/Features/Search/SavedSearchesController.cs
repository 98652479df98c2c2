using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The searches a member keeps.</summary>
[Route("suche/gemerkt")]
public sealed class SavedSearchesController(
    IDocumentSession session, NetworkDirectory network, TimeProvider clock) : HubController
{
    private const string List = "/suche/gemerkt";

    private static readonly string TooMany =
        $"Sie haben schon {SavedSearch.MostOfMember} Suchen gemerkt. Löschen Sie eine, bevor Sie eine neue merken.";

    private IQueryable<SavedSearch> Mine =>
        session.Query<SavedSearch>().Where(search => search.MemberId == Viewer.MemberId);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var searches = (await Mine.ToListAsync(cancellation))
            .OrderBy(search => search.Text, GermanOrder.Comparer).ThenBy(search => search.Id);
        return View("Search/Saved", new SavedSearchesPage(
            [.. searches],
            await network.TopicNamesAsync(cancellation),
            await network.MunicipalitiesAsync(cancellation)));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create([FromForm] SavedSearchForm form, CancellationToken cancellation)
    {
        var typed = new SearchForm { Typed = form.Typed };
        if (typed.IsEmpty)
            return Answer("Zum Merken fehlt ein Wort, nach dem gesucht wird.", isDone: false);
        if (await Mine.CountAsync(cancellation) >= SavedSearch.MostOfMember)
            return Answer(TooMany, isDone: false);

        session.Insert(await ReadAsync(form, typed.Text, cancellation));
        try
        {
            await session.SaveChangesAsync(cancellation);
        }
        catch (DocumentAlreadyExistsException)
        {
            // The second click finds the search kept already.
            return Kept(typed.Text);
        }

        return Kept(typed.Text);
    }

    [HttpPost("{id:guid}/loeschen")]
    public async Task<IActionResult> Destroy(Guid id, CancellationToken cancellation)
    {
        if (await Mine.SingleOrDefaultAsync(search => search.Id == id, cancellation) is not { } kept)
            return NotFound();
        session.Delete(kept);
        await session.SaveChangesAsync(cancellation);
        Tell("Die Suche ist gelöscht.", await UndoOfAsync(kept, cancellation));
        return Redirect(List);
    }

    // The fields of the search page, which keeps it anew.
    private async Task<Undo> UndoOfAsync(SavedSearch search, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        (string Name, string? Value)[] fields =
        [
            ("q", search.Text),
            ("art", search.Kind?.Path()),
            ("thema", search.Topic),
            ("kommune", municipalities.FirstOrDefault(m => m.Id == search.MunicipalityId)?.Slug),
            ("betrifft", municipalities.FirstOrDefault(m => m.Id == search.ConcernsId)?.Slug),
        ];
        return new Undo(List, fields.Where(field => field.Value is not null)
            .ToDictionary(field => field.Name, field => field.Value!));
    }

    private async Task<SavedSearch> ReadAsync(SavedSearchForm form, string text, CancellationToken cancellation)
    {
        var topics = await network.TopicNamesAsync(cancellation);
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return new SavedSearch
        {
            MemberId = Viewer.MemberId!.Value,
            Text = text,
            Kind = DocumentAddresses.KindOfPath(form.Kind),
            Topic = form.Topic is { } topic && topics.ContainsKey(topic) ? topic : null,
            MunicipalityId = municipalities.FirstOrDefault(m => m.Slug == form.Municipality)?.Id,
            ConcernsId = municipalities.FirstOrDefault(m => m.Slug == form.Concerns)?.Id,
            SavedAt = clock.GetUtcNow(),
        };
    }

    private RedirectResult Kept(string text) =>
        Answer(
            $"Die Suche nach „{text}“ ist gemerkt. Neue Dokumente dazu stehen in Ihrem nächsten Brief.",
            isDone: true);

    private RedirectResult Answer(string message, bool isDone)
    {
        if (isDone)
            Tell(message);
        else
            Warn(message);
        return Redirect(List);
    }
}
