using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Marten;

namespace Lippe.Netzwerk.Features.Municipalities;

/// <summary>The municipalities: who shares what, and, for members, whom to ask.</summary>
[Route("kommunen")]
[AllowAnonymous]
[OutputCache(PolicyName = PageCache.ForVisitors)]
public sealed class MunicipalitiesController(IDocumentSession session, NetworkDirectory network) : HubController
{
    private const int RowsPerKind = 10;

    private IQueryable<Document> Published => session.Query<Document>().VisibleTo(Viewer).Where(d => d.State == DocumentState.Published);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var counts = await Published.GroupBy(d => d.MunicipalityId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return View(municipalities.Select(m => new MunicipalityRow(m, counts.GetValueOrDefault(m.Id))).ToList());
    }

    [HttpGet("{slug}")]
    public async Task<IActionResult> Show(string slug, CancellationToken cancellation)
    {
        var municipality = (await network.MunicipalitiesAsync(cancellation)).SingleOrDefault(m => m.Slug == slug);
        if (municipality is null)
            return NotFound();

        return View(new MunicipalityPage(
            municipality,
            await SharedAsync(municipality.Id, cancellation),
            Viewer.IsSignedIn ? await ContactsAsync(municipality.Id, cancellation) : null));
    }

    // One municipality may share thousands of documents: the newest stand here, the rest in the filtered lists.
    private async Task<IReadOnlyList<SharedDocuments>> SharedAsync(Guid municipalityId, CancellationToken cancellation)
    {
        var own = Published.Where(d => d.MunicipalityId == municipalityId);
        var counts = await own.GroupBy(d => d.Kind)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var shared = new List<SharedDocuments>();
        foreach (var kind in Enum.GetValues<DocumentKind>().Where(counts.ContainsKey))
        {
            var rows = await own.Where(d => d.Kind == kind)
                // Only minutes have a meeting day, and it says more than the day of publication.
                .OrderByDescending(d => ((Minutes)d).Facts.Date).ThenByDescending(d => d.PublishedAt).ThenByDescending(d => d.Id)
                .Take(RowsPerKind).SelectRows().ToListAsync(cancellation);
            shared.Add(new SharedDocuments(kind, counts[kind], rows));
        }

        return shared;
    }

    private async Task<IReadOnlyList<Contact>> ContactsAsync(Guid municipalityId, CancellationToken cancellation)
    {
        var published = Published;
        return await session.Query<Member>()
            .Where(m => m.MunicipalityId == municipalityId && m.LeftAt == null)
            .OrderBy(m => m.Name).ThenBy(m => m.Id)
            .Select(m => new Contact(
                m.Id,
                m.Name,
                m.Role,
                m.Responsibility,
                published.Count(d => d.ResponsibleId == m.Id),
                published.Where(d => d.ResponsibleId == m.Id)
                    .OrderByDescending(d => d.PublishedAt).ThenByDescending(d => d.Id)
                    .Take(Contact.DocumentsShown)
                    .Select(d => new ContactDocument(d.Kind, d.Slug, d.Title))
                    .ToList()))
            .ToListAsync(cancellation);
    }
}
