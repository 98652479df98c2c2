using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Legal;

/// <summary>The legal texts of whoever runs the network, as its content folder has them.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PageCache.ForVisitors)]
public sealed class LegalController(NetworkDirectory network) : HubController
{
    [HttpGet("impressum")]
    public Task<IActionResult> Imprint(CancellationToken cancellation) =>
        TextAsync("Impressum", "recht/impressum", cancellation);

    [HttpGet("datenschutz")]
    public Task<IActionResult> Privacy(CancellationToken cancellation) =>
        TextAsync("Datenschutz", "recht/datenschutz", cancellation);

    private async Task<IActionResult> TextAsync(string title, string key, CancellationToken cancellation) =>
        View("Show", new LegalPage(
            title, await network.HtmlAsync(key, cancellation), $"/netzwerk/texte/{key.Split('/')[^1]}"));
}

/// <summary>One legal text.</summary>
/// <param name="Html">Empty when the content folder has none.</param>
/// <param name="Edit">Where coordinators edit it.</param>
public sealed record LegalPage(string Title, string Html, string Edit);
