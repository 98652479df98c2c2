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
    /// <summary>Asks first, where more people will read the version than it was written for.</summary>
    [HttpGet("")]
    public async Task<IActionResult> New(string slug, int number, CancellationToken cancellation)
    {
        if (await FindWritableAsync(slug, cancellation) is not { } document
            || await FindAsync(document.Id, number, cancellation) is not { IsRemoved: false } revision)
            return NotFound();

        return View("Revisions/Restore", new RestorationPage(
            new RevisedDocument(document, MayWrite: true), number, await ReadersAsync(revision, cancellation),
            await ReadersAsync(document, cancellation)));
    }

    /// <param name="version">The document's version that was shown when it was asked for; null where nobody asked.
    /// </param>
    [HttpPost("")]
    public async Task<IActionResult> Create(
        string slug, int number, [FromForm(Name = "version")] long? version, CancellationToken cancellation)
    {
        if (await FindWritableAsync(slug, cancellation) is not { } document)
            return NotFound();
        // Nobody removes the version's content while it is brought back.
        await archive.HoldAsync(document, cancellation);
        if (await FindAsync(document.Id, number, cancellation) is not { IsRemoved: false } revision)
            return NotFound();
        if (version is null && revision.ReadBy() < document.ReadBy())
            return Redirect($"{PathTo(slug)}/versionen/{number}/wiederherstellung");
        if (version is null || IsAbout(document, version.Value))
            await RestoreAsync(document, revision, cancellation);
        return Redirect(PathTo(slug) + "/versionen");
    }

    private async Task RestoreAsync(Document document, Revision revision, CancellationToken cancellation)
    {
        var (number, before) = (revision.Number, document.Version);
        var draft = await RestoredAsync(document, revision, cancellation);
        if (document is { IsPublished: true, IsComplete: true } && !draft.IsComplete)
        {
            Warn(
                $"Version {number} hat {draft.Missing()}. Das braucht ein veröffentlichtes Dokument. Nehmen Sie es "
                + $"zuerst zurück, oder übernehmen Sie beim Bearbeiten, was Sie aus Version {number} brauchen.");
            return;
        }

        if (!await archive.IsChangedAsync(document, draft, cancellation))
        {
            Tell($"Version {number} sagt dasselbe wie die aktuelle. Es bleibt bei Version {document.Version}.");
            return;
        }

        await archive.SaveAsync(document, draft, $"Version {number} wiederhergestellt", cancellation);
        Tell($"Version {number} ist wiederhergestellt, als Version {document.Version}.", UndoOf(document, before));
    }

    private async Task<string> ReadersAsync(IHasAudience text, CancellationToken cancellation) =>
        text.ReadBy().Named((await network.MunicipalityAsync(text.MunicipalityId, cancellation)).Name);

    private static Undo UndoOf(Document document, long before) => new(
        $"{document.Address()}/versionen/{before}/wiederherstellung",
        new Dictionary<string, string> { ["version"] = $"{document.Version}" });

    private Task<Document?> FindWritableAsync(string slug, CancellationToken cancellation) =>
        AtAddress(Session.Query<Document>().WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);

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
