using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Municipalities;

/// <summary>The municipalities: who shares what, and, for members, whom to ask.</summary>
[Route("kommunen")]
[AllowAnonymous]
[OutputCache(PolicyName = PageCache.ForVisitors)]
public sealed class MunicipalitiesController(
    IDocumentSession session, NetworkDirectory network, TimeProvider clock) : HubController
{
    private const int RowsPerKind = 10;

    private IQueryable<Document> Published =>
        session.Query<Document>().VisibleTo(Viewer).Where(d => d.State == DocumentState.Published);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var groups = await Published.GroupBy(d => d.MunicipalityId)
            .Select(g => new { MunicipalityId = g.Key, Documents = g.Count() })
            .ToListAsync(cancellation);
        var counts = groups.ToDictionary(group => group.MunicipalityId, group => group.Documents);
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var rows = municipalities.Select(m => new MunicipalityRow(m, counts.GetValueOrDefault(m.Id)))
            .ToLookup(row => row.Municipality.IsOrganisation);
        return View(new MunicipalityListPage([.. rows[false]], [.. rows[true].Where(row => row.Documents > 0)]));
    }

    [HttpGet("{slug}")]
    public async Task<IActionResult> Show(string slug, CancellationToken cancellation)
    {
        var municipality = (await network.MunicipalitiesAsync(cancellation)).SingleOrDefault(m => m.Slug == slug);
        if (municipality is null)
            return NotFound();

        return View(new MunicipalityPage(
            municipality,
            await SharedAsync(municipality, cancellation),
            await AboutAsync(municipality, cancellation),
            await UsedAsync(municipality, cancellation),
            Viewer.IsSignedIn ? await ContactsAsync(municipality.Id, cancellation) : null));
    }

    // One municipality may share thousands of documents: the newest stand here, the rest in the filtered lists.
    private async Task<IReadOnlyList<SharedDocuments>> SharedAsync(
        Municipality municipality, CancellationToken cancellation)
    {
        var shared = new List<SharedDocuments>();
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            var newest = await Published.Where(d => d.MunicipalityId == municipality.Id && d.Kind == kind)
                .OrderByDescending(d => d.ListedAt).ThenByDescending(d => d.Id)
                .Take(RowsPerKind)
                .Stats(out var all)
                .ToListAsync(cancellation);
            if (newest.Count > 0)
                shared.Add(new SharedDocuments(kind, (int)all.TotalResults, newest.SelectRows(municipalities)));
        }

        return shared;
    }

    private async Task<IReadOnlyList<UsedProject>> UsedAsync(
        Municipality municipality, CancellationToken cancellation)
    {
        var adoptions = await session.Query<Adoption>()
            .Where(adoption => adoption.MunicipalityId == municipality.Id).ToListAsync(cancellation);
        Guid[] ids = [.. adoptions.Select(adoption => adoption.ProjectId)];
        if (ids.Length == 0)
            return [];
        var projects = (await session.Query<Project>().VisibleTo(Viewer).Where(project => project.Id.IsOneOf(ids))
            .ToListAsync(cancellation)).ToDictionary(project => project.Id);
        var today = clock.Today();
        return
        [
            .. from adoption in adoptions
               where Viewer.MayKnow(adoption)
               let project = projects.GetValueOrDefault(adoption.ProjectId)
               where project is not null
               orderby adoption.Facts.Stage == AdoptionStage.Ended, adoption.Facts.Stage descending
               select new UsedProject(project, adoption.StageInWords(), adoption.StandingInWords(today)),
        ];
    }

    private async Task<IReadOnlyList<DocumentRow>> AboutAsync(
        Municipality municipality, CancellationToken cancellation)
    {
        var newest = await Published.Where(d => d.ConcernsId == municipality.Id)
            .OrderByDescending(d => d.ListedAt).ThenByDescending(d => d.Id)
            .Take(RowsPerKind)
            .ToListAsync(cancellation);
        return newest.SelectRows(await network.MunicipalitiesAsync(cancellation));
    }

    private async Task<IReadOnlyList<Contact>> ContactsAsync(Guid municipalityId, CancellationToken cancellation)
    {
        var members = await session.Query<Member>()
            .Where(m => m.MunicipalityId == municipalityId && m.LeftAt == null)
            .ToListAsync(cancellation);
        var ids = members.Select(m => (Guid?)m.Id).ToArray();
        var documents = await Published.Where(d => d.ResponsibleId.IsOneOf(ids))
            .OrderByDescending(d => d.ListedAt).ThenByDescending(d => d.Id)
            .Select(d => new { d.ResponsibleId, d.Kind, d.Slug, d.Title })
            .ToListAsync(cancellation);
        var documentsOf = documents.ToLookup(d => d.ResponsibleId, d => new ContactDocument(d.Kind, d.Slug, d.Title));
        return
        [
            .. members.OrderBy(m => m.Name, GermanOrder.Comparer).ThenBy(m => m.Id)
                .Select(m => ContactOf(m, [.. documentsOf[m.Id]])),
        ];
    }

    private static Contact ContactOf(Member member, IReadOnlyList<ContactDocument> documents) =>
        new(member, documents.Count, [.. documents.Take(Contact.DocumentsShown)]);
}
