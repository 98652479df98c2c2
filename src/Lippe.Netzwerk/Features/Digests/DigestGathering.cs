using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Gathers what digests tell, for one look at them or for all workers of a run together.</summary>
public sealed class DigestGathering(
    IDocumentStore store, NetworkDirectory network, IndexReading reading, TimeProvider clock) : IDisposable
{
    // What was withdrawn is not told much longer.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _gatheredAt;
    private DigestMaterial? _shared;

    /// <summary>Gathers what a time has to tell, as it is now.</summary>
    /// <param name="window">The time.</param>
    /// <param name="reader">Whom alone it is told to; null for all members.</param>
    public async Task<DigestMaterial> GatherAsync(
        DigestWindow window, DigestReader? reader, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var news = await NewsItem.ReadAsync(session, network, window, cancellation);
        var sources = new DigestSources(session, reading, window, news, reader);
        return await DigestMaterial.GatherAsync(sources, cancellation);
    }

    /// <summary>The same for all who send, gathered anew each minute; it may reach further than the window.</summary>
    public async Task<DigestMaterial> ShareAsync(DigestWindow window, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var fresh = _gatheredAt + Lifetime > clock.GetUtcNow() ? _shared : null;
            if (fresh?.Covers(window) == true)
                return fresh;
            // Readers of other rhythms take turns: what one batch needed, the next may need again.
            var gathered = await GatherAsync(fresh?.Window.And(window) ?? window, null, cancellation);
            (_gatheredAt, _shared) = (clock.GetUtcNow(), gathered);
            return gathered;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
