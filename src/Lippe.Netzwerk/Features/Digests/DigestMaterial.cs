using System.Collections.Concurrent;
using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Data.Searching;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What all parts read for a window, before it is told to each reader.</summary>
public sealed record DigestMaterial(DigestWindow Window, DigestNews News, DigestReviews Reviews, DigestSearches Searches)
{
    /// <summary>Reads each part once.</summary>
    public static async Task<DigestMaterial> ReadAsync(HubDbContext db, DocumentSearch search, DigestWindow window, CancellationToken cancellation)
    {
        var news = await DigestNews.ReadAsync(db, window, cancellation);
        return new DigestMaterial(
            window,
            news,
            await DigestReviews.ReadAsync(db, window.Until.InBerlin(), cancellation),
            await DigestSearches.ReadAsync(db, search, news.Items, cancellation));
    }

    private readonly ConcurrentDictionary<DigestWindow, DigestNumbers> _numbers = [];

    /// <summary>The numbers of a window; the same for all readers of an issue.</summary>
    public DigestNumbers Numbers(DigestWindow window) => _numbers.GetOrAdd(window, asked => DigestNumbers.Of(News.Items, asked));

    /// <summary>Whether it holds all that happened in another window.</summary>
    public bool Covers(DigestWindow window) => Window.From <= window.From && window.Until <= Window.Until;
}
