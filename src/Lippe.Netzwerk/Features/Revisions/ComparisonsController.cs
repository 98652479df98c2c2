using Lippe.Netzwerk.Features.Components.Difference;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>How two versions of a document differ.</summary>
[Route("{kind:kind}/{slug}/versionen/{number:int}/vergleich")]
public sealed class ComparisonsController(IDocumentSession session, NetworkDirectory network)
    : RevisionAddressController(session)
{
    /// <summary>Compares with the version before unless another one is named.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(
        string slug, int number, [FromQuery(Name = "mit")] int? other, [FromQuery(Name = "ansicht")] string? view,
        CancellationToken cancellation)
    {
        var with = other ?? number - 1;
        if (await HeadAsync(slug, cancellation) is not { } head
            || await FindAsync(head, Math.Min(with, number), cancellation) is not { IsRemoved: false } before
            || await FindAsync(head, Math.Max(with, number), cancellation) is not { IsRemoved: false } after)
            return NotFound();

        var lines = await DocumentLines.LoadAsync(network, cancellation);
        var difference = TextDiff.Between(lines.Of(before.Revision), lines.Of(after.Revision), cancellation);
        return View(
            "Revisions/Compare", new ComparisonPage(head, before, after, difference, view == "nebeneinander"));
    }
}
