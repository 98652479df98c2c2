using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Store;

/// <summary>The only way a document is saved: record, revision, change row, audit event, mails that ask for its release and notice to all nodes in one transaction.</summary>
public sealed class Archive(HubDbContext db, TimeProvider clock)
{
    /// <summary>Saves the next version of a document, new or loaded.</summary>
    /// <param name="document">Tracked by this context, or new with version 0.</param>
    /// <param name="draft">What the document shall be from now on.</param>
    /// <param name="authorId">Null for an import.</param>
    /// <param name="note">What changed; may be empty.</param>
    /// <param name="cancellation">Ends the wait; nothing is saved then.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved the same version before.</exception>
    public async Task SaveAsync(Document document, Draft draft, Guid? authorId, string note, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var before = document.State;
        var isSubstantial = document.Version == 0 || TextChange.IsSubstantial(document.ToDraft(), draft);
        var rendering = MarkdownRenderer.Render(draft.Body);
        document.Revise(draft, rendering, now);
        if (document.Version == 1)
            db.Add(document);
        var revision = db.Add(await RevisionOfAsync(document, isSubstantial, authorId, note, cancellation)).Entity;
        if (before != DocumentState.InReview && document.State == DocumentState.InReview)
            await AskForReleaseAsync(document, revision, cancellation);
        db.Add(new AuditEvent { At = now, MemberId = authorId, Deed = "document.revised", SubjectId = document.Id });

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        if (before == DocumentState.InReview && document.State != DocumentState.InReview)
            await WithdrawReleasesAsync(document, now, cancellation);
        await ChangeRows.AddAsync(db, Changes.Document, [document.Id.ToString()], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The document as a file, in the state it has now.</summary>
    public static SourceFile ToFile(Document document, string municipalitySlug, string responsibleMail = "") => new()
    {
        Kind = document.Kind,
        MunicipalitySlug = municipalitySlug,
        ResponsibleMail = responsibleMail,
        PublishedOn = document.PublishedAt?.InBerlin(),
        Draft = document.ToDraft(),
    };

    // An import asks nobody: it has no author to ask for.
    private async Task AskForReleaseAsync(Document document, Revision revision, CancellationToken cancellation)
    {
        if (revision.AuthorId is not { } asker)
            return;
        var writers = await db.Members.WritersFor(document.MunicipalityId).Wanting(DeliveryOccasion.Release)
            .Where(m => m.Id != asker).Select(m => m.Id).ToListAsync(cancellation);
        db.AddRange(writers.Select(writer => Delivery.OfRelease(revision, writer)));
    }

    // A worker that holds such a mail finds, when it hands it over, that it is no longer its own.
    private Task WithdrawReleasesAsync(Document document, DateTimeOffset now, CancellationToken cancellation) => db.Deliveries
        .Where(d => d.Revision!.DocumentId == document.Id && d.State != DeliveryState.HandedOver).Open()
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.State, DeliveryState.Withdrawn)
                .SetProperty(d => d.Answer, "Das Dokument ist nicht mehr in Prüfung.")
                .SetProperty(d => d.FinishedAt, now),
            cancellation);

    private async Task<Revision> RevisionOfAsync(Document document, bool isSubstantial, Guid? authorId, string note, CancellationToken cancellation)
    {
        var municipality = await db.Municipalities.FindAsync([document.MunicipalityId], cancellation);
        return new Revision
        {
            DocumentId = document.Id,
            Number = document.Version,
            Title = document.Title,
            Source = SourceWriter.Write(ToFile(document, municipality!.Slug)),
            ResponsibleId = document.ResponsibleId,
            AuthorId = authorId,
            At = document.ChangedAt,
            IsSubstantial = isSubstantial,
            Note = note,
        };
    }
}
