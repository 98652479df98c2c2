using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>The network's own texts.</summary>
[Route("netzwerk/texte/{slug}")]
[CoordinatorsOnly]
public sealed class NetworkTextsController(IDocumentSession session, NetworkVersions versions) : HubController
{
    private const string Form = "Network/Text";

    /// <summary>The form, filled with the newest version or with the one named.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(
        string slug, [FromQuery(Name = "version")] int? number, CancellationToken cancellation)
    {
        if (EditableText.OfSlug(slug) is not { } text)
            return NotFound();
        var record = await FindAsync(text, cancellation);
        var form = new NetworkTextForm { Value = record.Value, Version = record.Version };
        if (number is null)
            return View(Form, new NetworkTextPage(text, form));
        var all = await versions.ListAsync(record, cancellation);
        if (all.SingleOrDefault(version => version.Number == number) is not { } old)
            return NotFound();
        form.Value = old.Content;
        return View(Form, new NetworkTextPage(text, form, BroughtBack: old));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(string slug, NetworkTextForm form, CancellationToken cancellation)
    {
        if (EditableText.OfSlug(slug) is not { } text)
            return NotFound();
        if (!ModelState.Check(new NetworkTextFormValidator(text), form))
            return View(Form, new NetworkTextPage(text, form));
        var record = await FindAsync(text, cancellation);
        if (form.Version != record.Version)
            return Conflict(text, form, record);

        var value = text.Clean(form.Value);
        if (value != record.Value && !await TrySaveAsync(record, value, cancellation))
            return Conflict(text, form, await FindAsync(text, cancellation));
        Tell($"„{text.Name}“ ist gespeichert.");
        return Redirect(EditableText.List);
    }

    private async Task<bool> TrySaveAsync(NetworkText record, string value, CancellationToken cancellation)
    {
        record.Edit(value, MarkdownRenderer.Render(value));
        session.Change(record);
        try
        {
            await session.SaveChangesAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e.IsLostRace())
        {
            session.EjectAllPendingChanges();
            return false;
        }
    }

    private async Task<NetworkText> FindAsync(EditableText text, CancellationToken cancellation) =>
        await session.LoadAsync<NetworkText>(text.Key, cancellation)
        ?? new NetworkText { Key = text.Key, Value = "", Html = "" };

    // The typed text stays in the form; the next save starts from the one just shown.
    private ViewResult Conflict(EditableText text, NetworkTextForm form, NetworkText theirs)
    {
        form.Version = theirs.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(Form, new NetworkTextPage(text, form, theirs.Value));
    }
}
