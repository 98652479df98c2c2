using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// Issues and what the parts tell, read once for all workers of a run, and anew each minute: what was withdrawn is not
/// told much longer.
/// </summary>
public sealed class DigestEditions(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _readAt;
    private DigestEdition? _edition;

    /// <summary>What the digests of a batch need.</summary>
    public async Task<DigestEdition> ReadAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var window = new DigestWindow(
            batch.Min(delivery => delivery.NewsFrom!.Value), batch.Max(delivery => delivery.NewsUntil!.Value));
        var issues = batch.Select(delivery => delivery.DigestId).OfType<string>().ToHashSet();
        await _turn.WaitAsync(cancellation);
        try
        {
            var isFresh = _edition is not null && _readAt + Lifetime > clock.GetUtcNow();
            if (isFresh && _edition!.Material.Covers(window) && issues.IsSubsetOf(_edition.Digests.Keys))
                return _edition;
            if (isFresh)
            {
                // Readers of other rhythms take turns: what one batch needed, the next may need again.
                var known = _edition!.Material.Window;
                window = known.And(window);
                issues.UnionWith(_edition.Digests.Keys);
            }

            _readAt = clock.GetUtcNow();
            return _edition = await ReadAsync(window, issues, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<DigestEdition> ReadAsync(
        DigestWindow window, HashSet<string> issues, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sources = scope.ServiceProvider.GetRequiredService<DigestSources>();
        return new DigestEdition(
            (await sources.Session.LoadManyAsync<Digest>(cancellation, issues)).ToDictionary(digest => digest.Id),
            await DigestMaterial.ReadAsync(sources, window, cancellation));
    }
}

/// <summary>The issues of a run, and what can be told.</summary>
public sealed record DigestEdition(IReadOnlyDictionary<string, Digest> Digests, DigestMaterial Material);
