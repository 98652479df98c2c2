using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>The topics: their names, what belongs to them, and their order.</summary>
[Route("netzwerk/themen")]
[CoordinatorsOnly]
public sealed class TopicsController(IDocumentSession session, TopicUses uses) : HubController
{
    /// <summary>Where all of them are found.</summary>
    public const string List = "/netzwerk/themen";

    private const string Form = "Network/Topic";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var rows = new List<TopicRow>();
        foreach (var topic in await TopicsAsync(cancellation))
            rows.Add(new TopicRow(topic, await uses.CountAsync(topic.Id, cancellation)));
        return View("Network/Topics", rows);
    }

    [HttpGet("neu")]
    public async Task<IActionResult> New(CancellationToken cancellation)
    {
        var places = (await TopicsAsync(cancellation)).Count + 1;
        return View(Form, new TopicPage(null, new TopicForm { Place = places }, places));
    }

    [HttpPost("neu")]
    public async Task<IActionResult> Create(TopicForm form, CancellationToken cancellation)
    {
        var others = await TopicsAsync(cancellation);
        if (!ModelState.Check(new TopicFormValidator(others), form))
            return View(Form, new TopicPage(null, form, others.Count + 1));
        var topic = new Topic
        {
            Id = FreeId(form.Name, others),
            Name = form.Name,
            Description = form.Description,
            Position = form.Place - 1,
        };
        topic.Edit(form.Name, form.Description);
        session.Change(topic);
        Order(others, topic, form.Place - 1);
        await session.SaveChangesAsync(cancellation);
        Tell($"Das Thema „{topic.Name}“ ist angelegt.");
        return Redirect(List);
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Edit(string id, CancellationToken cancellation)
    {
        var topics = await TopicsAsync(cancellation);
        return topics.SingleOrDefault(topic => topic.Id == id) is { } topic
            ? View(Form, new TopicPage(topic, FormOf(topic, topics), topics.Count))
            : NotFound();
    }

    [HttpPost("{id}")]
    public async Task<IActionResult> Update(string id, TopicForm form, CancellationToken cancellation)
    {
        var topics = await TopicsAsync(cancellation);
        if (topics.SingleOrDefault(topic => topic.Id == id) is not { } topic)
            return NotFound();
        IReadOnlyList<Topic> others = [.. topics.Where(other => other.Id != id)];
        if (!ModelState.Check(new TopicFormValidator(others), form))
            return View(Form, new TopicPage(topic, form, topics.Count));
        if (form.Version != topic.Version)
            return Conflict(topic, form, topics.Count);

        var place = FormOf(topic, topics).Place;
        var isChanged = (topic.Name, topic.Description) != (form.Name, form.Description) || place != form.Place;
        if (isChanged)
        {
            topic.Edit(form.Name, form.Description);
            Order(others, topic, form.Place - 1);
            session.Change(topic);
            await session.SaveChangesAsync(cancellation);
        }

        Tell($"Das Thema „{topic.Name}“ ist gespeichert.");
        return Redirect(List);
    }

    // What was typed stays in the form; the next save starts from what is shown beside it.
    private ViewResult Conflict(Topic theirs, TopicForm form, int places)
    {
        form.Version = theirs.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(Form, new TopicPage(theirs, form, places, IsConflict: true));
    }

    // Others move only where their place changes.
    private void Order(IReadOnlyList<Topic> others, Topic moved, int position)
    {
        List<Topic> order = [.. others];
        order.Insert(position, moved);
        foreach (var (index, topic) in order.Index().Where(entry => entry.Item.Position != entry.Index))
        {
            topic.MoveTo(index);
            if (topic != moved)
                session.Change(topic);
        }
    }

    private async Task<IReadOnlyList<Topic>> TopicsAsync(CancellationToken cancellation) =>
        [.. (await session.Query<Topic>().ToListAsync(cancellation)).InOrder()];

    private static TopicForm FormOf(Topic topic, IReadOnlyList<Topic> all) => new()
    {
        Name = topic.Name,
        Description = topic.Description,
        Place = all.Index().Single(entry => entry.Item.Id == topic.Id).Index + 1,
        Version = topic.Version,
    };

    // A topic that was renamed keeps its key, so that another one may want the same.
    private static string FreeId(string name, IReadOnlyList<Topic> others)
    {
        var id = Slug.Of(name);
        return Enumerable.Range(1, others.Count + 1).Select(n => n == 1 ? id : $"{id}-{n}")
            .First(free => free != "neu" && others.All(other => other.Id != free));
    }
}
