using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>Removing a topic nobody uses, or letting another one take over what belongs to it.</summary>
[Route("netzwerk/themen/{id}/ende")]
[CoordinatorsOnly]
public sealed class TopicEndsController(IDocumentSession session, NetworkDirectory network, TopicUses uses)
    : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string id, CancellationToken cancellation) =>
        await PageAsync(id, new TopicEndForm(), cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Create(string id, TopicEndForm form, CancellationToken cancellation)
    {
        if (await session.LoadAsync<Topic>(id, cancellation) is not { } topic)
            return NotFound();
        var into = (await network.TopicsAsync(cancellation))
            .SingleOrDefault(other => other.Id == form.Into && other.Id != id);
        // Somebody may have used it since the page was shown.
        if (into is null && await uses.CountAsync(id, cancellation) > 0)
        {
            ModelState.AddModelError(nameof(TopicEndForm.Into), "Wählen Sie, zu welchem Thema die Dokumente kommen.");
            return await PageAsync(id, form, cancellation);
        }

        await uses.EndAsync(topic, into, cancellation);
        Tell(into is null
            ? $"Das Thema „{topic.Name}“ ist entfernt."
            : $"Was zu „{topic.Name}“ gehörte, gehört jetzt zu „{into.Name}“.");
        return Redirect(TopicsController.List);
    }

    private async Task<IActionResult> PageAsync(string id, TopicEndForm form, CancellationToken cancellation)
    {
        var topics = await network.TopicsAsync(cancellation);
        return topics.SingleOrDefault(topic => topic.Id == id) is { } topic
            ? View("Network/TopicEnd", new TopicEndPage(
                topic, await uses.CountAsync(id, cancellation), [.. topics.Where(other => other.Id != id)], form))
            : NotFound();
    }
}
