using System.Security.Cryptography;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The list of words that mean the same; a change counts with the next search on every node.</summary>
[Route("suche/synonyme")]
[CoordinatorsOnly]
public sealed class SynonymsController(IDocumentSession session, NpgsqlDataSource database) : HubController
{
    private const string Form = "Search/Synonyms";

    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation)
    {
        var list = await session.LoadAsync<NetworkText>(LanguageLists.SynonymsKey, cancellation);
        var form = new SynonymsForm { Text = list?.Value, Before = MarkOf(list?.Value) };
        return View(Form, new SynonymsPage(form, null));
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(SynonymsForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new SynonymsFormValidator(), form))
            return View(Form, new SynonymsPage(form, null));

        await using var turn = await Turn.TakeAsync(database, "hub.synonyms", cancellation);
        var list = await session.LoadAsync<NetworkText>(LanguageLists.SynonymsKey, cancellation);
        if (form.Before != MarkOf(list?.Value))
            return Conflict(form, list?.Value ?? "");

        list ??= new NetworkText { Key = LanguageLists.SynonymsKey, Value = "", Html = "" };
        list.Value = PlainText.Clean(form.Text).TrimEnd() + "\n";
        session.Store(list);
        await session.SaveChangesAsync(cancellation);
        Tell("Die Synonyme sind gespeichert und gelten ab sofort.");
        return Redirect("/suche/synonyme");
    }

    // The typed list stays in the form; the next save starts from the one just shown.
    private ViewResult Conflict(SynonymsForm form, string theirs)
    {
        ModelState.Remove(nameof(SynonymsForm.Before));
        form.Before = MarkOf(theirs);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(Form, new SynonymsPage(form, theirs));
    }

    private static string MarkOf(string? text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")).AsSpan(0, 8));
}
