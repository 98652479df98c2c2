using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>A controller below <c>/{kind}/{slug}/versionen</c>.</summary>
public abstract class RevisionAddressController(IDocumentSession session) : DocumentAddressController
{
    protected IDocumentSession Session => session;

    /// <summary>The document whose versions the viewer may see; null when there is none.</summary>
    protected async Task<RevisedDocument?> HeadAsync(string slug, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().VisibleTo(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        return document is null ? null : new RevisedDocument(document, Viewer.MayWriteFor(document.MunicipalityId));
    }

    /// <summary>A version with its author's name; null when there is none that the viewer may see.</summary>
    protected async Task<RevisionText?> FindAsync(RevisedDocument head, int number, CancellationToken cancellation)
    {
        if (await FindAsync(head.Id, number, cancellation) is not { } revision)
            return null;
        var authors = await AuthorsAsync([revision.AuthorId], cancellation);
        return new RevisionText(revision, NameOf(revision.AuthorId, authors));
    }

    protected Task<Revision?> FindAsync(Guid documentId, int number, CancellationToken cancellation) =>
        session.Query<Revision>().VisibleTo(Viewer)
            .SingleOrDefaultAsync(r => r.DocumentId == documentId && r.Number == number, cancellation);

    /// <summary>The names of authors by their id.</summary>
    protected async Task<Dictionary<Guid, string>> AuthorsAsync(
        IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var authors = await session.LoadManyAsync<Member>(cancellation, ids.OfType<Guid>().Distinct().ToArray());
        return authors.ToDictionary(author => author.Id, author => author.Name);
    }

    /// <summary>The name of an author; null for an import.</summary>
    protected static string? NameOf(Guid? authorId, Dictionary<Guid, string> authors) =>
        authorId is { } id ? authors[id] : null;
}
