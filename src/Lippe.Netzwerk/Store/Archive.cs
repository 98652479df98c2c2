using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// The only way a document is saved: record, revision and mails that ask for its release in one transaction.
/// </summary>
public sealed class Archive(IDocumentSession session, NetworkDirectory network, Actor actor, TimeProvider clock)
{
    // Document and text in one statement: a save between two would give a version the text of the one before.
    private const string AnsweredForSql =
        """
        select row(d.id, d.data, d.mt_doc_type, d.mt_version), row(r.id, r.data)
        from mt_doc_document d join mt_doc_revision r on r.document_id = d.id and r.number = d.mt_version
        where d.responsible_id = ?
        """;

    // No verb: what was said stays, only whom it named is forgotten.
    private const string ForgetInRevisionsSql =
        """
        update mt_doc_revision set data = data || '{"ResponsibleId": null}', responsible_id = null
        where responsible_id = ?
        """;

    // Marten brings back what was deleted when it saves a newer version of it; a row that is held is there.
    private const string HoldSql = "select id::text from mt_doc_document where id = ? and mt_version = ? for update";

    private Revision? _newest;

    /// <summary>The newest revision of a document that was read.</summary>
    /// <exception cref="ConcurrencyException">The document was removed since.</exception>
    public async Task<Revision> NewestAsync(Document document, CancellationToken cancellation)
    {
        if (_newest is { } known && known.DocumentId == document.Id && known.Number == document.Version)
            return known;
        return _newest = await session.Query<Revision>().SingleOrDefaultAsync(
            revision => revision.DocumentId == document.Id && revision.Number == document.Version, cancellation)
            ?? throw Overtaken(document);
    }

    /// <summary>What a person edits of a document that was read.</summary>
    public async Task<Draft> DraftAsync(Document document, CancellationToken cancellation) =>
        document.ToDraft((await NewestAsync(document, cancellation)).Body);

    /// <summary>
    /// The same with what the version before said of reviews; null when there is none any more.
    /// </summary>
    public async Task<Draft?> DraftBeforeReviewAsync(Document document, CancellationToken cancellation)
    {
        var number = document.Version - 1;
        var before = await session.Query<Revision>().SingleOrDefaultAsync(
            revision => revision.DocumentId == document.Id && revision.Number == number, cancellation);
        if (before is null or { IsRemoved: true })
            return null;
        var reviewed = SourceReader.Read(before.Source).File!.Draft;
        return await DraftAsync(document, cancellation) with
        {
            ReviewedOn = reviewed.ReviewedOn,
            ReviewDue = reviewed.ReviewDue,
        };
    }

    /// <summary>
    /// Saves the next version of a document, new or read through this scope's session; whoever this scope saves for is
    /// its author.
    /// </summary>
    /// <param name="document">New with version 0, or as it was read.</param>
    /// <param name="draft">What the document shall be from now on.</param>
    /// <param name="note">What changed; may be empty.</param>
    /// <param name="cancellation">Ends the wait; nothing is saved then.</param>
    /// <exception cref="ConcurrencyException">Somebody saved the same version before.</exception>
    /// <exception cref="DocumentAlreadyExistsException">A new document's address was taken in this moment.</exception>
    public async Task SaveAsync(Document document, Draft draft, string note, CancellationToken cancellation)
    {
        var stateBefore = document.State;
        var isSubstantial = document.Version == 0
            || TextChange.IsSubstantial(await DraftAsync(document, cancellation), draft);
        document.Revise(draft, clock.GetUtcNow());
        var revision = await RevisionOfAsync(document, draft.Body, cancellation) with
        {
            AuthorId = actor.MemberId,
            IsSubstantial = isSubstantial,
            Note = note,
        };
        session.Change(document);
        session.Insert(revision);
        if (document.State != stateBefore && document.State == DocumentState.InReview)
            await AskForReleaseAsync(document, revision, cancellation);
        else if (document.State != stateBefore && document.State != DocumentState.Draft && document.Version > 0)
            await AnswerRequestAsync(document, cancellation);
        if (document.Version > 0)
            await HoldAsync(document, cancellation);
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>Lets nobody else save a document that was read, until the save at hand.</summary>
    /// <remarks>Whoever tries waits, and is refused if this save changes or removes the document.</remarks>
    /// <exception cref="ConcurrencyException">Somebody saved or removed it since it was read.</exception>
    public async Task HoldAsync(Document document, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        var held = await session.AdvancedSql.QueryAsync<string>(
            HoldSql, cancellation, document.Id, document.Version);
        if (held.Count == 0)
            throw Overtaken(document);
    }

    /// <summary>Whether a draft says anything that the document, as it was read, does not.</summary>
    public async Task<bool> IsChangedAsync(Document document, Draft draft, CancellationToken cancellation)
    {
        var before = await DraftAsync(document, cancellation);
        // Facts and lists are compared as a file holds them; whom it names, a version keeps beside it.
        return before.Body != draft.Body || before.ResponsibleId != draft.ResponsibleId
            || before.MunicipalityId != draft.MunicipalityId || before.ConcernsId != draft.ConcernsId
            || HeadOf(before) != HeadOf(draft);
    }

    /// <summary>
    /// Adds to the save at hand that nobody answers for the documents any more for which a member did.
    /// </summary>
    /// <remarks>
    /// Each gets a version of its own: a save at hand would bring the name back, and is refused instead.
    /// </remarks>
    public async Task ForgetResponsibleAsync(Guid memberId, CancellationToken cancellation)
    {
        session.QueueSqlCommand(ForgetInRevisionsSql, memberId);
        var documents = await session.AdvancedSql.QueryAsync<Document, Revision>(
            AnsweredForSql, cancellation, memberId);
        foreach (var (document, newest) in documents)
        {
            await HoldAsync(document, cancellation);
            ForgetResponsible(document, newest);
        }
    }

    /// <summary>The document as a file, in the state it has now.</summary>
    /// <param name="document">As it was read.</param>
    /// <param name="body">The Markdown of its newest revision.</param>
    /// <param name="municipalities">All there are.</param>
    /// <param name="responsibleMail">Empty where it shall not be named.</param>
    public static SourceFile ToFile(
        Document document, string body, IReadOnlyList<Municipality> municipalities, string responsibleMail = "") =>
        new()
        {
            Kind = document.Kind,
            MunicipalitySlug = municipalities.SlugOf(document.MunicipalityId),
            ConcernsSlug = municipalities.SlugOf(document.ConcernsId),
            ResponsibleMail = responsibleMail,
            PublishedOn = document.PublishedAt?.InBerlin(),
            Draft = document.ToDraft(body),
        };

    private static ConcurrencyException Overtaken(Document document) => new(typeof(Document), document.Id);

    private static string HeadOf(Draft draft) => SourceWriter.Head(new SourceFile { Draft = draft });

    private void ForgetResponsible(Document document, Revision newest)
    {
        document.Revise(document.ToDraft(newest.Body) with { ResponsibleId = null }, clock.GetUtcNow());
        session.Change(document);
        session.Insert(newest with
        {
            Id = Guid.CreateVersion7(),
            Number = document.Version + 1,
            ResponsibleId = null,
            AuthorId = null,
            At = document.ChangedAt,
            IsSubstantial = false,
            Note = "",
        });
    }

    // Whoever asked learns that somebody else released it.
    private async Task AnswerRequestAsync(Document document, CancellationToken cancellation)
    {
        var request = await session.LoadAsync<ReleaseRequest>(document.Id, cancellation);
        if (request is { AskedById: { } asker } && document.IsPublished
            && actor.MemberId is { } by && by != asker)
        {
            request.Release(by, clock.GetUtcNow());
            session.Store(request);
        }
        else
        {
            session.Delete<ReleaseRequest>(document.Id);
        }
    }

    // An import asks nobody: it has no author to ask for.
    private async Task AskForReleaseAsync(Document document, Revision revision, CancellationToken cancellation)
    {
        session.Store(ReleaseRequest.Of(revision));
        if (revision.AuthorId is not { } asker)
            return;
        var writers = await session.Query<Member>()
            .WritersFor(document.MunicipalityId)
            .Wanting(DeliveryOccasion.Release)
            .Where(member => member.Id != asker)
            .Select(member => member.Id)
            .ToListAsync(cancellation);
        session.Insert(writers.Select(writer => Delivery.OfRelease(revision, writer)).ToArray());
    }

    private async Task<Revision> RevisionOfAsync(Document document, string body, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var rendering = MarkdownRenderer.Render(body);
        return new Revision
        {
            DocumentId = document.Id,
            Number = document.Version + 1,
            Title = document.Title,
            Head = SourceWriter.Head(ToFile(document, body, municipalities)),
            Body = body,
            Html = rendering.Html,
            Contents = [.. rendering.Contents],
            Renderer = rendering.Renderer,
            State = document.State,
            Visibility = document.Visibility,
            MunicipalityId = document.MunicipalityId,
            ResponsibleId = document.ResponsibleId,
            At = document.ChangedAt,
        };
    }
}
