using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Saves new documents, each at a free address made of its title.</summary>
public sealed class NewDocuments(IDocumentSession session, Archive archive)
{
    /// <summary>Saves the first version; two documents of one title get addresses that differ in a number.</summary>
    public async Task<Document> SaveAsync(
        DocumentKind kind, Draft draft, string note, CancellationToken cancellation)
    {
        while (true)
        {
            var document = Document.Create(kind, await FreeSlugAsync(kind, draft.Title, cancellation));
            try
            {
                await archive.SaveAsync(document, draft, note, cancellation);
                return document;
            }
            catch (DocumentAlreadyExistsException)
            {
                // Somebody took the same address in this moment; the next number is tried.
                session.EjectAllPendingChanges();
            }
        }
    }

    private async Task<string> FreeSlugAsync(DocumentKind kind, string title, CancellationToken cancellation)
    {
        var wanted = Slug.Of(title);
        var alike = await session.Query<Document>()
            .Where(d => d.Kind == kind && d.Slug.StartsWith(wanted))
            .Select(d => d.Slug)
            .ToListAsync(cancellation);
        HashSet<string> taken = [.. alike, DocumentAddresses.NewDocument];
        var slug = wanted;
        for (var n = 2; taken.Contains(slug); n++)
            slug = $"{wanted}-{n}";
        return slug;
    }
}
