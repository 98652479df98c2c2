using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What there is to tell of a time: gathered once, and chosen for each reader in memory.</summary>
public sealed class DigestMaterial(
    IDocumentStore store, NetworkDirectory network, IndexReading reading, TimeProvider clock) : IDisposable
{
    // In the order of the digest; another part is a class of its own and a word here.
    private static readonly Gather[] Parts =
        [ReviewsPart.GatherAsync, AdoptionsPart.GatherAsync, NewsPart.GatherAsync, NumbersPart.GatherAsync];

    // What was withdrawn is not told much longer.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Gathered? _shared;

    /// <summary>Lets each part gather what it tells of a time, as it is now.</summary>
    /// <param name="window">The time.</param>
    /// <param name="reader">Whom alone it is told to; null for all members.</param>
    public async Task<Fill> GatherAsync(DigestWindow window, DigestReader? reader, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var news = await NewsItem.ReadAsync(session, network, window, cancellation);
        var sources = new DigestSources(session, reading, window, news, reader);
        var parts = new List<Telling>();
        foreach (var gather in Parts)
            parts.Add(await gather(sources, cancellation));
        return (letter, limit) =>
        {
            var sections = new List<LetterSection>();
            foreach (var tell in parts)
                sections.AddRange(tell(letter, limit - sections.Sum(section => section.Count)));
            return letter with { Sections = sections };
        };
    }

    /// <summary>The same for all who send, gathered anew each minute; it may reach further than the window.</summary>
    public async Task<Fill> ShareAsync(DigestWindow window, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var fresh = _shared?.At + Lifetime > clock.GetUtcNow() ? _shared : null;
            if (fresh?.Window.Covers(window) == true)
                return fresh.Fill;
            // Readers of other rhythms take turns: what one batch needed, the next may need again.
            var wider = fresh?.Window.And(window) ?? window;
            var fill = await GatherAsync(wider, null, cancellation);
            _shared = new Gathered(clock.GetUtcNow(), wider, fill);
            return fill;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Lets a part of the digest gather once what there is to tell.</summary>
    private delegate Task<Telling> Gather(DigestSources sources, CancellationToken cancellation);

    private sealed record Gathered(DateTimeOffset At, DigestWindow Window, Fill Fill);
}

/// <summary>A letter with what it tells its reader.</summary>
/// <param name="letter">The letter without its sections.</param>
/// <param name="limit">How many items they tell about together.</param>
public delegate Letter Fill(Letter letter, int limit);

/// <summary>The sections of a part for one letter, absent when empty.</summary>
/// <param name="letter">Says who reads it, and of which time; it tells within the time that was gathered.</param>
/// <param name="limit">How many items at most.</param>
public delegate IEnumerable<LetterSection> Telling(Letter letter, int limit);

/// <summary>What the parts of a digest gather from.</summary>
/// <param name="Window">The time they tell of.</param>
/// <param name="News">Its new and changed documents, last changed first; more than one part needs them.</param>
/// <param name="Reader">Whom alone it is told to; null for all members.</param>
public sealed record DigestSources(
    IQuerySession Session,
    IndexReading Reading,
    DigestWindow Window,
    IReadOnlyList<NewsItem> News,
    DigestReader? Reader);
