using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Removals;

/// <summary>Who removed what, when and why.</summary>
[Route("entfernungen")]
[CoordinatorsOnly]
public sealed class RemovalsController(IQuerySession session) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery(Name = "seite")] int number, CancellationToken cancellation)
    {
        var page = Math.Clamp(number, 1, 100_000);
        var removals = await session.Query<Removal>()
            .OrderByDescending(removal => removal.Id)
            .Skip((page - 1) * RemovalListPage.Size).Take(RemovalListPage.Size)
            .Stats(out var all)
            .ToListAsync(cancellation);
        var ids = removals.Select(removal => removal.MemberId).OfType<Guid>().Distinct();
        var names = (await session.LoadManyAsync<Member>(cancellation, ids))
            .ToDictionary(member => member.Id, member => member.Name);
        var rows = removals.Select(removal =>
            new RemovalRow(removal, removal.MemberId is { } id ? names.GetValueOrDefault(id) : null));
        return View(new RemovalListPage([.. rows], (int)all.TotalResults, page));
    }
}
