using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

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
