using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>Everything that makes the network its own, for those who keep it.</summary>
[CoordinatorsOnly]
public sealed class NetworkController(NetworkDirectory network) : HubController
{
    private const int LongestExcerpt = 140;

    [HttpGet(EditableText.List)]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var rows = new List<TextRow>();
        foreach (var text in EditableText.All)
            rows.Add(RowOf(text, await network.TextAsync(text.Key, cancellation)));
        return View(new NetworkPage(
            rows,
            (await network.TopicsAsync(cancellation)).Count,
            (await network.MunicipalitiesAsync(cancellation)).Count));
    }

    private static TextRow RowOf(EditableText text, string value)
    {
        var line = PlainText.CleanLine(text.IsMarkdown ? MarkdownRenderer.TextOf(value) : value);
        var excerpt = line.Length > LongestExcerpt ? line[..PlainText.CutBefore(line, LongestExcerpt)] + " …" : line;
        return new TextRow(text, excerpt, NetworkText.HasGaps(value));
    }
}
