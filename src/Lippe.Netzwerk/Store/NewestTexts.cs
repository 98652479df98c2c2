using System.Runtime.CompilerServices;
using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>Reads many documents together with their texts.</summary>
public static class NewestTexts
{
    // So many texts are in memory at a time.
    private const int Batch = 200;

    private const string Sql =
        """
        select row(d.data, d.mt_doc_type, d.mt_version), row(r.data)
        from mt_doc_document d join mt_doc_revision r on r.document_id = d.id and r.number = d.mt_version
        where d.id = any (?)
        """;

    /// <summary>Those of some documents that exist, each with its newest text, in no order.</summary>
    /// <param name="session">One that does not write: its rows begin without the id.</param>
    /// <param name="ids">Which documents.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    public static async IAsyncEnumerable<(Document Document, Revision Text)> ReadWithTextsAsync(
        this IQuerySession session,
        IReadOnlyCollection<Guid> ids,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var batch in ids.Chunk(Batch))
        {
            foreach (var read in await session.AdvancedSql.QueryAsync<Document, Revision>(Sql, cancellation, batch))
                yield return read;
        }
    }
}
