using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// A part of the digest: reads what there is to tell once for a window, then tells each reader their share.
/// </summary>
public abstract class DigestPart
{
    /// <summary>Reads what there is to tell.</summary>
    public abstract Task<Telling> ReadAsync(DigestReading reading, CancellationToken cancellation);
}

/// <summary>The sections of a part for one reader, absent when empty.</summary>
/// <param name="reader">Whose digest it is.</param>
/// <param name="copy">Which digest it is.</param>
/// <param name="limit">How many items at most.</param>
public delegate IEnumerable<MailSection> Telling(DigestReader reader, DigestCopy copy, int limit);

/// <summary>One digest of one reader.</summary>
/// <param name="Issue">The issue whose order counts; null for a weekly or daily digest.</param>
/// <param name="Window">The reader's own, within the one that was read.</param>
/// <param name="Told">Keys of items the reader knows from earlier digests.</param>
public sealed record DigestCopy(Digest? Issue, DigestWindow Window, IReadOnlySet<string> Told)
{
    /// <summary>The day of the reader's digest after this one.</summary>
    public DateOnly NextDay(DigestReader reader) =>
        (Issue is { } issue ? reader.Rhythm.DueIn(issue.Period.Next) : reader.Rhythm.NextAfter(Window.Until))
            .InBerlin();
}

/// <summary>What parts read from; they share what more than one of them needs.</summary>
public sealed class DigestReading(DigestSources sources, DigestWindow window)
{
    private Task<IReadOnlyList<NewsItem>>? _news;

    public DigestSources Sources => sources;

    public DigestWindow Window => window;

    /// <summary>New and changed documents, last changed first.</summary>
    public Task<IReadOnlyList<NewsItem>> NewsAsync(CancellationToken cancellation) =>
        _news ??= NewsItem.ReadAsync(sources, window, cancellation);
}
