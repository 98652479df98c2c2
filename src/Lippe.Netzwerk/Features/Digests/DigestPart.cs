namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// A part of the digest: gathers what there is to tell once for a time, then tells each reader their share.
/// </summary>
public abstract class DigestPart
{
    /// <summary>Gathers what there is to tell.</summary>
    public abstract Task<Telling> GatherAsync(DigestSources sources, CancellationToken cancellation);
}

/// <summary>The sections of a part for one letter, absent when empty.</summary>
/// <param name="letter">Says who reads it, and of which time; it tells within the time that was gathered.</param>
/// <param name="limit">How many items at most.</param>
public delegate IEnumerable<LetterSection> Telling(Letter letter, int limit);
