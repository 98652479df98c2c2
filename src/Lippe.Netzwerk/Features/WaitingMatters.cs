using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features;

/// <summary>What waits for one member; each longest waiting first.</summary>
/// <param name="Releases">Documents in review that the member may release and somebody else asked for.</param>
/// <param name="Returns">Drafts that came back to the member, who had asked for their release.</param>
/// <param name="Reviews">Documents the member answers for whose review is due soon.</param>
/// <param name="Released">Documents that somebody else released for the member lately.</param>
public sealed record WaitingMatters(
    IReadOnlyList<WaitingMatter> Releases,
    IReadOnlyList<WaitingMatter> Returns,
    IReadOnlyList<WaitingMatter> Reviews,
    IReadOnlyList<WaitingMatter> Released)
{
    /// <summary>How long it is said that a document was released.</summary>
    public const int DaysReleased = 14;

    /// <summary>How long before its day a review stands here.</summary>
    public const int DaysAhead = 30;

    public int Count => Releases.Count + Returns.Count + Reviews.Count + Released.Count;

    /// <summary>All of it: what others wait for first, then what is promised to a day, then news.</summary>
    public IEnumerable<WaitingMatter> All => [.. Returns, .. Releases, .. Reviews, .. Released];

    /// <summary>Reads what waits for a viewer who is signed in.</summary>
    public static async Task<WaitingMatters> ReadAsync(
        IQuerySession session, Viewer viewer, DateOnly today, CancellationToken cancellation)
    {
        var id = viewer.MemberId!.Value;
        var asked = (await session.Query<ReleaseRequest>().Where(request => request.AskedById == id)
            .ToListAsync(cancellation)).ToDictionary(request => request.Id);
        return new WaitingMatters(
            await ReleasesAsync(session, viewer, asked, cancellation),
            await ReturnsAsync(session, viewer, asked, cancellation),
            await ReviewsAsync(session, id, today, cancellation),
            await ReleasedAsync(session, viewer, asked.Values, today, cancellation));
    }

    private static async Task<IReadOnlyList<WaitingMatter>> ReleasesAsync(
        IQuerySession session, Viewer viewer, Dictionary<Guid, ReleaseRequest> own, CancellationToken cancellation)
    {
        var documents = await session.Query<Document>().WritableBy(viewer)
            .Where(document => document.State == DocumentState.InReview)
            .OrderBy(document => document.ChangedAt)
            .ToListAsync(cancellation);
        var others = documents.Where(document => !own.ContainsKey(document.Id)).ToList();
        var requests = (await session.LoadManyAsync<ReleaseRequest>(cancellation, others.Select(d => d.Id)))
            .ToDictionary(request => request.Id);
        var names = await NamesAsync(session, requests.Values.Select(request => request.AskedById), cancellation);
        return [.. others.Select(document => new WaitingMatter(document, Asked(document)))];

        string Asked(Document document) =>
            requests.GetValueOrDefault(document.Id) is { AskedById: { } by } request
                ? $"{names.GetValueOrDefault(by)} bittet seit dem {request.AskedAt.LongDay()} um die Freigabe"
                : $"in Prüfung seit dem {document.ChangedAt.LongDay()}";
    }

    private static async Task<IReadOnlyList<WaitingMatter>> ReturnsAsync(
        IQuerySession session, Viewer viewer, Dictionary<Guid, ReleaseRequest> own, CancellationToken cancellation)
    {
        var returned = own.Values.Where(request => request.ReturnedAt is not null).ToList();
        if (returned.Count == 0)
            return [];
        var ids = returned.Select(request => request.Id).ToArray();
        var documents = await session.Query<Document>().VisibleTo(viewer)
            .Where(document => document.State == DocumentState.Draft && ids.Contains(document.Id))
            .ToListAsync(cancellation);
        var names = await NamesAsync(session, returned.Select(request => request.ReturnedById), cancellation);
        return
        [
            .. from document in documents
               let request = own[document.Id]
               orderby request.ReturnedAt
               select new WaitingMatter(
                   document,
                   $"zurückgegeben am {request.ReturnedAt!.Value.LongDay()} von "
                   + names.GetValueOrDefault(request.ReturnedById!.Value)),
        ];
    }

    private static async Task<IReadOnlyList<WaitingMatter>> ReleasedAsync(
        IQuerySession session, Viewer viewer, IEnumerable<ReleaseRequest> own, DateOnly today,
        CancellationToken cancellation)
    {
        var since = today.AddDays(-DaysReleased);
        var released = own.Where(request => request.ReleasedAt?.InBerlin() >= since)
            .ToDictionary(request => request.Id);
        if (released.Count == 0)
            return [];
        var ids = released.Keys.ToArray();
        var documents = await session.Query<Document>().VisibleTo(viewer)
            .Where(document => document.State == DocumentState.Published && ids.Contains(document.Id))
            .ToListAsync(cancellation);
        var names = await NamesAsync(session, released.Values.Select(request => request.ReleasedById), cancellation);
        return
        [
            .. from document in documents
               let request = released[document.Id]
               orderby request.ReleasedAt descending
               select new WaitingMatter(
                   document,
                   $"veröffentlicht am {request.ReleasedAt!.Value.LongDay()} von "
                   + names.GetValueOrDefault(request.ReleasedById!.Value)),
        ];
    }

    private static async Task<IReadOnlyList<WaitingMatter>> ReviewsAsync(
        IQuerySession session, Guid memberId, DateOnly today, CancellationToken cancellation)
    {
        var soon = today.AddDays(DaysAhead);
        var documents = await session.Query<Document>()
            .Where(document => document.State == DocumentState.Published
                && document.ResponsibleId == memberId
                && document.ReviewDue <= soon)
            .OrderBy(document => document.ReviewDue)
            .ToListAsync(cancellation);
        var putOff = (await session.Query<ReviewSnooze>()
            .Where(snooze => snooze.MemberId == memberId && snooze.Until > today)
            .ToListAsync(cancellation)).ToDictionary(snooze => snooze.DocumentId, snooze => snooze.Due);
        return
        [
            .. from document in documents
               let due = document.ReviewDue!.Value
               where !(putOff.TryGetValue(document.Id, out var asked) && asked == due)
               select new WaitingMatter(
                   document, $"Prüfung {(due < today ? "war fällig am" : "bis zum")} {due.LongDay()}"),
        ];
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(
        IQuerySession session, IEnumerable<Guid?> ids, CancellationToken cancellation) =>
        (await session.LoadManyAsync<Member>(cancellation, ids.OfType<Guid>().Distinct()))
            .ToDictionary(member => member.Id, member => member.Name);
}

/// <summary>A document that waits for somebody.</summary>
/// <param name="Why">In words that follow its kind.</param>
public sealed record WaitingMatter(Document Document, string Why);
