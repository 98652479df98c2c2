using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Renews markup that an older renderer made: no version comes of it and nobody did anything, but indexes and kept
/// pages are told.
/// </summary>
public sealed class StaleRenderings(IDocumentSession session, NetworkDirectory network)
{
    // So many texts are locked and in memory at a time.
    private const int Batch = 20;

    // Whoever holds a row changes it: it is renewed afterwards, so that nobody waits for somebody who waits.
    private const string RevisionsSql =
        """
        select r.id, r.data from mt_doc_revision r where r.renderer is null or r.renderer < ?
        limit ? for update skip locked
        """;

    // No verb: a form that is open on the same text shall be taken, and what it saves is rendered anew.
    private const string TextSql =
        """
        update mt_doc_networktext set data = data || jsonb_build_object('Html', ?::text, 'Renderer', ?::int)
        where id = ? and data ->> 'Value' = ?
        """;

    private const string IntroductionSql =
        """
        update mt_doc_digest
        set data = data || jsonb_build_object('IntroductionHtml', ?::text, 'IntroductionRenderer', ?::int)
        where id = ? and data ->> 'Introduction' = ?
        """;

    /// <summary>Renews all there is; what is done stays done when it is cancelled.</summary>
    public async Task RenewAsync(CancellationToken cancellation)
    {
        while (await RenewRevisionsAsync(cancellation))
            cancellation.ThrowIfCancellationRequested();
        await RenewTextsAsync(cancellation);
        await RenewIntroductionsAsync(cancellation);
    }

    private async Task<bool> RenewRevisionsAsync(CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        var stale = await session.AdvancedSql.QueryAsync<Revision>(
            RevisionsSql, cancellation, MarkdownRenderer.Version, Batch);
        foreach (var revision in stale)
            session.Update(await RenewedAsync(revision, cancellation));
        var documents = stale.Select(revision => revision.DocumentId).Distinct();
        await SaveAsync(RecordKinds.Document, [.. documents.Select(id => id.ToString())], cancellation);
        return stale.Count > 0;
    }

    private async Task<Revision> RenewedAsync(Revision revision, CancellationToken cancellation)
    {
        var rendering = MarkdownRenderer.Render(revision.Body);
        var renewed = revision with
        {
            Html = rendering.Html,
            Contents = [.. rendering.Contents],
            Renderer = MarkdownRenderer.Version,
        };
        return renewed.MunicipalityId == Guid.Empty && SourceReader.Read(revision.Source).File is { } file
            ? await WithAudienceAsync(renewed, file, cancellation)
            : renewed;
    }

    // Before renderers had versions, only the head of a revision said whom it was written for.
    private async Task<Revision> WithAudienceAsync(Revision revision, SourceFile file, CancellationToken cancellation)
    {
        var owner = (await network.MunicipalitiesAsync(cancellation))
            .SingleOrDefault(municipality => municipality.Slug == file.MunicipalitySlug);
        return revision with
        {
            State = file.Draft.State,
            Visibility = file.Draft.Visibility,
            MunicipalityId = owner?.Id ?? Guid.Empty,
        };
    }

    private async Task RenewTextsAsync(CancellationToken cancellation)
    {
        var stale = (await session.Query<NetworkText>().ToListAsync(cancellation))
            .Where(text => text.Renderer < MarkdownRenderer.Version).ToList();
        foreach (var text in stale)
        {
            session.QueueSqlCommand(
                TextSql, MarkdownRenderer.Render(text.Value).Html, MarkdownRenderer.Version, text.Key, text.Value);
        }

        await SaveAsync(RecordKinds.NetworkText, [.. stale.Select(text => text.Key)], cancellation);
    }

    private async Task RenewIntroductionsAsync(CancellationToken cancellation)
    {
        var stale = (await session.Query<Digest>().ToListAsync(cancellation))
            .Where(digest => digest.IntroductionRenderer < MarkdownRenderer.Version && digest.Introduction.Length > 0)
            .ToList();
        foreach (var digest in stale)
        {
            session.QueueSqlCommand(
                IntroductionSql, MarkdownRenderer.Render(digest.Introduction).Html, MarkdownRenderer.Version,
                digest.Id, digest.Introduction);
        }

        await SaveAsync(RecordKinds.Digest, [.. stale.Select(digest => digest.Id)], cancellation);
    }

    private async Task SaveAsync(string kind, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        if (ids.Count > 0)
            Changes.Write(session, [.. ids.Select(id => (kind, id))]);
        await session.SaveChangesAsync(cancellation);
    }
}
