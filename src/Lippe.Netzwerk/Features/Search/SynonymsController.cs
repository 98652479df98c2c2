using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The list of words that mean the same; a change counts with the next search on every node.</summary>
[Route("suche/synonyme")]
[CoordinatorsOnly]
public sealed class SynonymsController(IDocumentSession session) : HubController
{
    private const string Form = "Search/Synonyms";

    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation)
    {
        var list = await ReadAsync(cancellation);
        return View(Form, new SynonymsPage(new SynonymsForm { Text = list.Value, Version = list.Version }, null));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(SynonymsForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new SynonymsFormValidator(), form))
            return View(Form, new SynonymsPage(form, null));

        var list = await ReadAsync(cancellation);
        if (form.Version != list.Version)
            return Conflict(form, list);

        var text = PlainText.Clean(form.Text).TrimEnd() + "\n";
        list.Edit(text, MarkdownRenderer.Render(text));
        session.Change(list);
        try
        {
            await session.SaveChangesAsync(cancellation);
        }
        catch (Exception e) when (e.IsLostRace())
        {
            return Conflict(form, await ReadAsync(cancellation));
        }

        Tell("Die Synonyme sind gespeichert und gelten ab sofort.");
        return Redirect("/suche/synonyme");
    }

    private async Task<NetworkText> ReadAsync(CancellationToken cancellation) =>
        await session.LoadAsync<NetworkText>(LanguageLists.SynonymsKey, cancellation)
        ?? new NetworkText { Key = LanguageLists.SynonymsKey, Value = "", Html = "" };

    // The typed list stays in the form; the next save starts from the one just shown.
    private ViewResult Conflict(SynonymsForm form, NetworkText theirs)
    {
        form.Version = theirs.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(Form, new SynonymsPage(form, theirs.Value));
    }
}
