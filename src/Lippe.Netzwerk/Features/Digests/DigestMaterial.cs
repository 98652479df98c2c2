using System.Collections.Concurrent;
using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What all parts read for a window, before it is told to each reader.</summary>
public sealed record DigestMaterial(DigestWindow Window, DigestNews News, DigestReviews Reviews)
{
    public static async Task<DigestMaterial> ReadAsync(HubDbContext db, DigestWindow window, CancellationToken cancellation) => new(
        window,
        await DigestNews.ReadAsync(db, window, cancellation),
        await DigestReviews.ReadAsync(db, window.Until.InBerlin(), cancellation));

    private readonly ConcurrentDictionary<DigestWindow, DigestNumbers> _numbers = [];

    /// <summary>The numbers of a window; the same for all readers of an issue.</summary>
    public DigestNumbers Numbers(DigestWindow window) => _numbers.GetOrAdd(window, asked => DigestNumbers.Of(News.Items, asked));

    /// <summary>Whether it holds all that happened in another window.</summary>
    public bool Covers(DigestWindow window) => Window.From <= window.From && window.Until <= Window.Until;
}
