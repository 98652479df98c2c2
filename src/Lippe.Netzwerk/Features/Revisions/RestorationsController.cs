using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>Making an old version the newest one, as a version of its own.</summary>
[Route("{kind:kind}/{slug}/versionen/{number:int}/wiederherstellung")]
[WritersOnly]
public sealed class RestorationsController(IDocumentSession session, Archive archive, NetworkDirectory network)
    : RevisionAddressController(session)
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, int number, CancellationToken cancellation)
    {
        var document = await AtAddress(Session.Query<Document>().WritableBy(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        if (document is null)
            return NotFound();
        // Nobody removes the version's content while it is brought back.
        await archive.HoldAsync(document, cancellation);
        if (await FindAsync(document.Id, number, cancellation) is not { IsRemoved: false } revision)
            return NotFound();

        var draft = await RestoredAsync(document, revision, cancellation);
        if (document is { IsPublished: true, IsComplete: true } && !draft.IsComplete)
        {
            Warn(
                $"Version {number} hat keine Zusammenfassung, keinen Text oder kein Datum. Das braucht ein "
                + "veröffentlichtes Dokument; nehmen Sie es zuerst zurück, oder übernehmen Sie die Worte beim "
                + "Bearbeiten.");
            return Redirect(PathTo(slug) + "/versionen");
        }

        if (!await archive.IsChangedAsync(document, draft, cancellation))
        {
            Tell($"Version {number} sagt dasselbe wie die aktuelle. Es bleibt bei Version {document.Version}.");
            return Redirect(PathTo(slug) + "/versionen");
        }

        await archive.SaveAsync(document, draft, $"Version {number} wiederhergestellt", cancellation);
        Tell($"Version {number} ist wiederhergestellt, als Version {document.Version}.");
        return Redirect(PathTo(slug) + "/versionen");
    }

    private async Task<Draft> RestoredAsync(Document document, Revision revision, CancellationToken cancellation)
    {
        var (file, _) = SourceReader.Read(revision.Source);
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        // The page stays with whoever took it over, unless the one who restores writes for its old owner, too.
        var owner = municipalities
            .SingleOrDefault(m => m.Slug == file!.MunicipalitySlug && Viewer.MayWriteFor(m.Id));
        return file!.DraftWithUnknownResponsible with
        {
            MunicipalityId = owner?.Id ?? document.MunicipalityId,
            ConcernsId = owner is null
                ? document.ConcernsId
                : municipalities.SingleOrDefault(m => m.Slug == file.ConcernsSlug)?.Id,
            ResponsibleId = document.ResponsibleId,
            // A topic that ended since does not come back with the text.
            Topics = [.. file.Draft.Topics.Where((await network.TopicNamesAsync(cancellation)).ContainsKey)],
            // Restoring words must not publish or hide anything.
            State = document.State,
            Visibility = document.Visibility,
        };
    }
}
