using System.Collections.Concurrent;
using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A digest with its news.</summary>
public sealed record DigestEdition(Digest Digest, DigestNews News);

/// <summary>Digests with their news, read once for all workers of a run, and anew each minute: what was withdrawn is not told much longer.</summary>
public sealed class DigestEditions(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, Lazy<Task<DigestEdition>> Edition)> _editions = [];

    /// <summary>The digest of that id.</summary>
    public Task<DigestEdition> ReadAsync(Guid digestId)
    {
        var now = clock.GetUtcNow();
        return _editions.AddOrUpdate(digestId, New, (id, known) => known.At + Lifetime > now ? known : New(id)).Edition.Value;

        (DateTimeOffset At, Lazy<Task<DigestEdition>> Edition) New(Guid id) => (now, new Lazy<Task<DigestEdition>>(() => FromDatabaseAsync(id)));
    }

    private async Task<DigestEdition> FromDatabaseAsync(Guid digestId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var digest = await db.Digests.AsNoTracking().SingleAsync(d => d.Id == digestId);
        return new DigestEdition(digest, await DigestNews.ReadAsync(db, digest.Window!, CancellationToken.None));
    }
}
