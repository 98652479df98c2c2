using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Members;

/// <summary>Who belongs to the network and answers for what; for members only.</summary>
[Route("mitglieder")]
public sealed class MembersController(IDocumentSession session, NetworkDirectory network, Memberships memberships) : HubController
{
    private IQueryable<Member> Present => session.Query<Member>().Where(m => m.LeftAt == null);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var counts = await session.Query<Document>().VisibleTo(Viewer)
            .Where(d => d.State == DocumentState.Published && d.ResponsibleId != null)
            .GroupBy(d => d.ResponsibleId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var members = await Present.OrderBy(m => m.Name).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.Name, m.Role, m.Responsibility, m.MunicipalityId })
            .ToListAsync(cancellation);
        var rows = members.ToLookup(m => m.MunicipalityId, m => new MemberRow(m.Id, m.Name, m.Role, m.Responsibility, counts.GetValueOrDefault(m.Id)));
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return View(new MemberListPage([.. municipalities.Select(m => new MunicipalityMembers(m.Name, m.Slug, [.. rows[m.Id]]))], members.Count));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, [FromQuery(Name = "seite")] int number = 1, CancellationToken cancellation = default)
    {
        var member = await Present.Where(m => m.Id == id)
            .Select(m => new MemberDetails(m.Id, m.Name, m.Role, m.Responsibility, m.Email, m.Municipality!.Name, m.Municipality!.Slug))
            .SingleOrDefaultAsync(cancellation);
        if (member is null)
            return NotFound();

        var documents = session.Query<Document>().VisibleTo(Viewer).Where(d => d.ResponsibleId == id && d.State != DocumentState.Archived);
        number = Math.Clamp(number, 1, 100_000);
        var rows = await documents.OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id)
            .Skip((number - 1) * MemberPage.PageSize).Take(MemberPage.PageSize)
            .SelectRows()
            .ToListAsync(cancellation);
        return View(new MemberPage(member, rows, number, await documents.CountAsync(cancellation), IsSelf: id == Viewer.MemberId));
    }

    [HttpGet("{id:guid}/bearbeiten")]
    [CoordinatorsOnly]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellation)
    {
        var member = await Present.Include(m => m.Municipality).SingleOrDefaultAsync(m => m.Id == id, cancellation);
        return member is null ? NotFound() : await FormAsync(member, new MemberForm { Role = member.Role, Municipality = member.Municipality!.Slug }, cancellation);
    }

    [HttpPost("{id:guid}/bearbeiten")]
    [CoordinatorsOnly]
    public async Task<IActionResult> Update(Guid id, MemberForm form, CancellationToken cancellation)
    {
        var member = await Present.SingleOrDefaultAsync(m => m.Id == id, cancellation);
        if (member is null)
            return NotFound();

        var municipalities = await network.MunicipalitiesAsync(cancellation);
        if (!ModelState.Check(new MemberFormValidator(municipalities), form))
            return await FormAsync(member, form, cancellation);
        var municipality = municipalities.Single(m => m.Slug == form.Municipality);
        if (!await memberships.ChangeAsync(member, form.Role, municipality.Id, Viewer.MemberId, cancellation))
        {
            ModelState.AddModelError(nameof(MemberForm.Role), "Das ist die letzte Koordination. Ernennen Sie zuerst jemand anderen.");
            return await FormAsync(member, form, cancellation);
        }

        Tell($"{member.Name} gehört jetzt zu „{municipality.Name}“, Rolle: {form.Role.Word()}.");
        return Redirect($"/mitglieder/{id}");
    }

    private async Task<IActionResult> FormAsync(Member member, MemberForm form, CancellationToken cancellation) =>
        View(nameof(Edit), new MemberFormPage(member.Id, member.Name, form, await network.MunicipalitiesAsync(cancellation)));
}
