using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Fills an empty hub, and goes on where an interrupted filling ended.</summary>
public sealed class FirstContentImport(
    IDocumentSession session,
    NetworkImport network,
    DocumentImport documents,
    AdoptionImport adoptions,
    TimeProvider clock)
{
    /// <summary>Takes over a content folder unless that was done; null then.</summary>
    /// <remarks>The caller sees to it that no other process does the same.</remarks>
    /// <exception cref="NetworkFileException">A file of the network is broken; the next call begins anew.</exception>
    public async Task<ImportReport?> ImportAsync(string folder, CancellationToken cancellation)
    {
        var content = await session.LoadAsync<FirstContent>(FirstContent.Only, cancellation)
            ?? await BeginAsync(cancellation);
        if (content.CompletedAt is not null)
            return null;
        await network.ImportAsync(folder, cancellation);
        await network.RequireMunicipalitiesAsync(folder, cancellation);
        var report = await documents.ImportAsync(folder, new ImportWishes(), _ => { }, cancellation);
        await adoptions.ImportAsync(folder, cancellation);
        await CompleteAsync(content, cancellation);
        return report;
    }

    private async Task<FirstContent> BeginAsync(CancellationToken cancellation)
    {
        var content = new FirstContent();
        // An import before the first start brought them, or a version that kept no such record.
        if (await session.Query<Document>().AnyAsync(cancellation))
            content.Complete(clock.GetUtcNow());
        session.Store(content);
        await session.SaveChangesAsync(cancellation);
        return content;
    }

    private async Task CompleteAsync(FirstContent content, CancellationToken cancellation)
    {
        content.Complete(clock.GetUtcNow());
        session.Store(content);
        await session.SaveChangesAsync(cancellation);
    }
}
