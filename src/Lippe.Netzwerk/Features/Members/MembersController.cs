using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Members;

/// <summary>Who belongs to the network and answers for what; for members only.</summary>
[Route("mitglieder")]
public sealed class MembersController(
    IDocumentSession session, NetworkDirectory network, Memberships memberships) : HubController
{
    private IQueryable<Member> Present => session.Query<Member>().Where(m => m.LeftAt == null);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var counts = await session.Query<Document>().VisibleTo(Viewer)
            .Where(d => d.State == DocumentState.Published && d.ResponsibleId != null)
            .GroupBy(d => d.ResponsibleId)
            .Select(g => new { MemberId = g.Key, Documents = g.Count() })
            .ToListAsync(cancellation);
        var documents = counts.ToDictionary(count => count.MemberId!.Value, count => count.Documents);
        var members = await Present.ToListAsync(cancellation);
        var rows = members.OrderBy(m => m.Name, GermanOrder.Comparer).ThenBy(m => m.Id).ToLookup(
            m => m.MunicipalityId,
            m => new MemberRow(m.Id, m.Name, m.Role, m.Responsibility, documents.GetValueOrDefault(m.Id)));
        var groups = (await network.MunicipalitiesAsync(cancellation))
            .Select(m => new MunicipalityMembers(m.Name, m.Slug, [.. rows[m.Id]]));
        return View(new MemberListPage([.. groups], members.Count));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(
        Guid id, [FromQuery(Name = "seite")] int number = 1, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } member)
            return NotFound();

        var owner = await network.MunicipalityAsync(member.MunicipalityId, cancellation);
        var details = new MemberDetails(
            member.Id,
            member.Name,
            member.Role,
            member.Responsibility,
            member.Email,
            member.Phone,
            owner.Name,
            owner.Slug);
        var documents = session.Query<Document>().VisibleTo(Viewer)
            .Where(d => d.ResponsibleId == id && d.State != DocumentState.Archived);
        number = Math.Clamp(number, 1, 100_000);
        var found = await documents.OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id)
            .Skip((number - 1) * MemberPage.PageSize).Take(MemberPage.PageSize)
            .ToListAsync(cancellation);
        var rows = found.SelectRows(await network.MunicipalitiesAsync(cancellation));
        var total = await documents.CountAsync(cancellation);
        return View(new MemberPage(details, rows, number, total, IsSelf: id == Viewer.MemberId));
    }

    [HttpGet("{id:guid}/bearbeiten")]
    [CoordinatorsOnly]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } member)
            return NotFound();

        var municipality = await network.MunicipalityAsync(member.MunicipalityId, cancellation);
        var form = new MemberForm
        {
            Role = member.Role,
            Municipality = municipality.Slug,
            Version = member.Version,
        };
        return await FormAsync(member, form, cancellation);
    }

    [HttpPost("{id:guid}/bearbeiten")]
    [CoordinatorsOnly]
    public async Task<IActionResult> Update(Guid id, MemberForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } member)
            return NotFound();

        var municipalities = await network.MunicipalitiesAsync(cancellation);
        if (form.Version != member.Version)
        {
            // The next attempt starts from what holds now.
            form.Version = member.Version;
            ModelState.AddModelError("", LostRaceFilter.Answer);
        }

        if (!ModelState.Check(new MemberFormValidator(municipalities), form))
            return await FormAsync(member, form, cancellation);
        var municipality = municipalities.Single(m => m.Slug == form.Municipality);
        if (!await memberships.ChangeAsync(member, form.Role, municipality.Id, cancellation))
        {
            ModelState.AddModelError(
                nameof(MemberForm.Role), "Das ist die letzte Koordination. Ernennen Sie zuerst jemand anderen.");
            return await FormAsync(member, form, cancellation);
        }

        Tell($"{member.Name} gehört jetzt zu „{municipality.Name}“, Rolle: {form.Role.Word()}.");
        return Redirect($"/mitglieder/{id}");
    }

    private Task<Member?> FindAsync(Guid id, CancellationToken cancellation) =>
        Present.SingleOrDefaultAsync(m => m.Id == id, cancellation);

    private async Task<IActionResult> FormAsync(Member member, MemberForm form, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return View(nameof(Edit), new MemberFormPage(member.Id, member.Name, form, municipalities));
    }
}
