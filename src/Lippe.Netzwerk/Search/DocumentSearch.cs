namespace Lippe.Netzwerk.Search;

/// <summary>Answers searches: finds the best documents, and helps with misspelled or too narrow searches.</summary>
public sealed class DocumentSearch(HubIndex index, TimeProvider clock)
{
    private static readonly FoundDocuments Unanswered = new([], FacetCounts.None) { IsUnanswered = true };

    /// <summary>One page of answers.</summary>
    /// <param name="text">Words, "phrases", -without, ODER.</param>
    /// <param name="scope">Who asks, and what for.</param>
    /// <param name="slice">Which part of the answers.</param>
    public Task<FoundDocuments> FindAsync(
        string text, SearchScope scope, SearchSlice slice, CancellationToken cancellation) =>
        AskAsync(snapshot => Find(text, snapshot, scope, slice, clock.GetUtcNow()), cancellation);

    /// <summary>All documents the viewer may see, newest first.</summary>
    public Task<FoundDocuments> NewestAsync(SearchScope scope, SearchSlice slice, CancellationToken cancellation) =>
        AskAsync(snapshot => new Hits(snapshot, scope, slice, clock.GetUtcNow()).All(), cancellation);

    /// <summary>The answer to no search at all.</summary>
    public FoundDocuments Nothing() => new([], FacetCounts.None) { Index = index.Status };

    /// <summary>The best documents; without quotation marks or with near words when there are none otherwise.</summary>
    internal static FoundDocuments Find(
        string text, Snapshot snapshot, SearchScope scope, SearchSlice slice, DateTimeOffset now)
    {
        var hits = new Hits(snapshot, scope, slice, now);
        var asked = AskedText.Parse(text, snapshot);
        var found = hits.For(asked);
        if (found.Page.Count == 0 && slice.Skip == 0 && asked.HasPhrase)
        {
            text = AskedText.WithoutQuotes(text);
            asked = AskedText.Parse(text, snapshot);
            found = hits.For(asked) with { IsWithoutQuotes = true };
        }

        if (found.Counts.Total > 0 || slice.Skip > 0 || !asked.IsPlain || asked.HasExcluded
            || new Spelling(snapshot, scope.Viewer).Correct(text) is not { } corrected)
            return found;
        var better = hits.For(AskedText.Parse(corrected, snapshot));
        var isBetter = better.Counts.Total > 0 || (found.Page.Count == 0 && better.Page.Count > 0);
        return isBetter ? better with { Corrected = corrected } : found;
    }

    private async Task<FoundDocuments> AskAsync(Func<Snapshot, FoundDocuments> ask, CancellationToken cancellation) =>
        await index.AskAsync(ask, Unanswered, cancellation) with { Index = index.Status };
}

/// <summary>Which part of the answers to show, and in which order.</summary>
/// <param name="Skip">How many better ones to leave out.</param>
/// <param name="Count">How many to show at most.</param>
public sealed record SearchSlice(int Skip, int Count)
{
    /// <summary>What was typed, in case it is the title of a document.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether dates decide in place of the rank.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>What makes a document rank.</summary>
    public Weights Weights { get; init; } = Weights.Chosen;
}

/// <summary>What was found for a search.</summary>
/// <param name="Page">Best first.</param>
/// <param name="Counts">Of all documents that answer the whole search.</param>
public sealed record FoundDocuments(IReadOnlyList<Hit> Page, FacetCounts Counts)
{
    /// <summary>How the index was doing; null for one that no node keeps.</summary>
    public IndexStatus? Index { get; init; }

    /// <summary>How many documents the reader sees: those of this page that answer a part of it, too.</summary>
    public int Shown => Math.Max(Counts.Total, Page.Count);

    /// <summary>What was searched for in place of a misspelled search; null when the search itself was.</summary>
    public string? Corrected { get; init; }

    /// <summary>Whether no document holds the quoted words in their order, so that it was not asked for.</summary>
    public bool IsWithoutQuotes { get; init; }

    /// <summary>Whether there was no index to ask.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>Whether no word that counts was asked for.</summary>
    public bool HasNoWord { get; init; }

    /// <summary>Words that were searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];
}
