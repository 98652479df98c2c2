namespace Lippe.Netzwerk.Domain;

/// <summary>The issue of one period; exists from the first word of its introduction on, and is prepared once.</summary>
public sealed class Digest : IRecorded, IVersioned
{
    public const int MaxIntroduction = 5_000;

    /// <summary>The period as text; so there is one issue of each.</summary>
    public required string Id { get; init; }

    public DigestPeriod Period => DigestPeriod.Parse(Id);

    /// <summary>Editorial words as Markdown; empty when nobody wrote any.</summary>
    public string Introduction { get; private set; } = "";

    public string IntroductionHtml { get; private set; } = "";

    /// <summary>The version of what rendered the introduction; 0 before there were any.</summary>
    public int IntroductionRenderer { get; private set; }

    /// <summary>Documents told first, in this order.</summary>
    public List<Guid> Pinned { get; private set; } = [];

    /// <summary>Documents not told.</summary>
    public List<Guid> Hidden { get; private set; } = [];

    public long Version { get; private set; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Digest, Id);

    /// <summary>First moment of the news told; null until prepared.</summary>
    public DateTimeOffset? NewsFrom { get; private set; }

    /// <summary>First moment no longer told; null until prepared.</summary>
    public DateTimeOffset? NewsUntil { get; private set; }

    /// <summary>When recipients were fixed; from then on the digest is on its way.</summary>
    public DateTimeOffset? PreparedAt { get; private set; }

    public bool IsPrepared => PreparedAt is not null;

    /// <summary>The window, once prepared.</summary>
    public DigestWindow? Window => IsPrepared ? new DigestWindow(NewsFrom!.Value, NewsUntil!.Value) : null;

    /// <summary>The issue of a period, still without a word.</summary>
    public static Digest Of(DigestPeriod period) => new() { Id = period.ToString() };

    /// <summary>Sets the introduction.</summary>
    /// <param name="markdown">Clean text.</param>
    /// <param name="rendering">The same text, rendered.</param>
    public void Introduce(string markdown, Rendering rendering)
    {
        Introduction = markdown;
        IntroductionHtml = markdown.Length > 0 ? rendering.Html : "";
        IntroductionRenderer = rendering.Renderer;
    }

    /// <summary>The place of a document in this issue.</summary>
    public DigestPick PickOf(Guid documentId) =>
        Pinned.Contains(documentId) ? DigestPick.Pinned
        : Hidden.Contains(documentId) ? DigestPick.Hidden
        : DigestPick.None;

    /// <summary>Puts a document first, leaves it out, or neither.</summary>
    public void Pick(Guid documentId, DigestPick pick)
    {
        Pinned = With(Pinned, documentId, pick == DigestPick.Pinned);
        Hidden = With(Hidden, documentId, pick == DigestPick.Hidden);
    }

    /// <summary>Fixes what the digest tells about.</summary>
    /// <exception cref="InvalidOperationException">It was prepared before.</exception>
    public void Prepare(DigestWindow window, DateTimeOffset at)
    {
        if (IsPrepared)
            throw new InvalidOperationException($"The digest {Period} is prepared already.");
        (NewsFrom, NewsUntil, PreparedAt) = (window.From, window.Until, at);
    }

    private static List<Guid> With(List<Guid> documents, Guid documentId, bool isIn)
    {
        List<Guid> others = [.. documents.Where(id => id != documentId)];
        return isIn ? [.. others, documentId] : others;
    }
}

/// <summary>The place coordinators give a document in an issue.</summary>
public enum DigestPick
{
    /// <summary>As near as it is to each reader.</summary>
    None,

    /// <summary>Before all others.</summary>
    Pinned,

    /// <summary>Left out.</summary>
    Hidden,
}
