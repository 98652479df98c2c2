using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>What a text, a topic or a municipality said before, and who changed it when.</summary>
[CoordinatorsOnly]
public sealed class NetworkVersionsController(IQuerySession session, NetworkVersions versions) : HubController
{
    [HttpGet("netzwerk/{kind}/{id}/versionen")]
    public async Task<IActionResult> Index(string kind, string id, CancellationToken cancellation) =>
        await FindAsync(kind, id, cancellation) is { } record
            ? View("Network/Versions", new NetworkVersionListPage(
                record, await versions.ListAsync(record.Record, cancellation)))
            : NotFound();

    [HttpGet("netzwerk/{kind}/{id}/versionen/{number:int}")]
    public async Task<IActionResult> Show(string kind, string id, int number, CancellationToken cancellation)
    {
        if (await FindAsync(kind, id, cancellation) is not { } record)
            return NotFound();
        var all = await versions.ListAsync(record.Record, cancellation);
        if (all.SingleOrDefault(version => version.Number == number) is not { } shown)
            return NotFound();
        var before = all.SingleOrDefault(version => version.Number == number - 1)?.Content ?? "";
        return View("Network/Version", new NetworkVersionPage(
            record, shown, number == all.Count, TextDiff.Between(before, shown.Content, cancellation)));
    }

    private async Task<VersionedRecord?> FindAsync(
        string kind, string id, CancellationToken cancellation) => kind switch
        {
            "texte" => EditableText.OfSlug(id) is { } text
                && await session.LoadAsync<NetworkText>(text.Key, cancellation) is { } record
                    ? new VersionedRecord(record, text.Name, text.Address, $"{text.Address}/versionen", true)
                    : null,
            "themen" => await session.LoadAsync<Topic>(id, cancellation) is { } topic
                ? Of(topic, $"Thema „{topic.Name}“", $"{TopicsController.List}/{topic.Id}")
                : null,
            "kommunen" => await session.Query<Municipality>()
                .SingleOrDefaultAsync(place => place.Slug == id, cancellation) is { } municipality
                    ? Of(municipality, municipality.Name, $"{MunicipalityFactsController.List}/{municipality.Slug}")
                    : null,
            _ => null,
        };

    private static VersionedRecord Of(INetworkRecord record, string name, string edit) =>
        new(record, name, edit, $"{edit}/versionen", false);
}
