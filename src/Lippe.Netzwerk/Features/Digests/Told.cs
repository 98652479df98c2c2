using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Reads what members know from mails before.</summary>
internal static class Told
{
    private const string NewsEndsSql =
        """
        select jsonb_build_object('MemberId', member_id, 'Until', max(news_until))
        from mt_doc_delivery where news_until is not null and member_id = any(?) group by member_id
        """;

    // What was told is known once the mail was taken over; also where it came back, until somebody sends it again.
    private const string ItemsSql =
        """
        select jsonb_build_object('MemberId', delivery.member_id, 'Key', told.item)
        from mt_doc_delivery delivery, jsonb_array_elements_text(delivery.data -> 'Told') told (item)
        where delivery.member_id = any(?) and delivery.data ->> 'State' in ('Accepted', 'Bounced')
        """;

    private const string NewsAndReviewsSql =
        $"{ItemsSql} and (delivery.finished_at >= ? or position('{ReviewItem.KeyMark}' in told.item) > 0)";

    private const string ReviewsSql = $"{ItemsSql} and position('{ReviewItem.KeyMark}' in told.item) > 0";

    /// <summary>
    /// Up to which moment a member was told news, or will be by a mail that waits. There the next window begins, so
    /// that another rhythm, a pause or a missed run neither repeats nor leaves out anything.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> NewsEndsAsync(
        this IDocumentSession session, IEnumerable<Guid> memberIds, CancellationToken cancellation) =>
        (await session.AdvancedSql.QueryAsync<NewsEnd>(
            NewsEndsSql, cancellation, new object[] { memberIds.ToArray() }))
            .ToDictionary(end => end.MemberId, end => end.Until);

    /// <summary>Keys of news maybe told since a moment, and of all requests to review, by member.</summary>
    /// <remarks>
    /// What happened in a window can have been told only after its beginning; requests may be older, but are as few as
    /// documents one is responsible for.
    /// </remarks>
    public static async Task<ILookup<Guid, string>> ToldSinceAsync(
        this IDocumentSession session, IReadOnlyList<Guid> memberIds, DateTimeOffset since,
        CancellationToken cancellation) =>
        ByMember(await session.AdvancedSql.QueryAsync<Item>(
            NewsAndReviewsSql, cancellation, memberIds.ToArray(), since));

    /// <summary>Keys of requests to review, by member.</summary>
    public static async Task<ILookup<Guid, string>> ToldReviewsAsync(
        this IDocumentSession session, IReadOnlyList<Guid> memberIds, CancellationToken cancellation) =>
        ByMember(await session.AdvancedSql.QueryAsync<Item>(
            ReviewsSql, cancellation, new object[] { memberIds.ToArray() }));

    private static ILookup<Guid, string> ByMember(IReadOnlyList<Item> items) =>
        items.ToLookup(item => item.MemberId, item => item.Key);

    private sealed record NewsEnd(Guid MemberId, DateTimeOffset Until);

    private sealed record Item(Guid MemberId, string Key);
}
