using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Reads what members know from mails before.</summary>
internal static class ToldItems
{
    // What was told is known once the mail was taken over; also where it came back, until somebody sends it again.
    private const string ToldSql =
        """
        select jsonb_build_object('MemberId', delivery.member_id, 'Item', told.item)
        from mt_doc_delivery delivery, jsonb_array_elements_text(delivery.data -> 'Told') told (item)
        where delivery.member_id = any(?) and delivery.data ->> 'State' in ('Accepted', 'Bounced')
        """;

    private const string NewsAndReviewsSql =
        $"{ToldSql} and (delivery.finished_at >= ? or position('{ReviewItem.KeyMark}' in told.item) > 0)";

    private const string ReviewsSql = $"{ToldSql} and position('{ReviewItem.KeyMark}' in told.item) > 0";

    /// <summary>Keys of news that may have been told since a moment, and of all requests to review, by member.</summary>
    /// <remarks>
    /// What happened in a window can have been told only after its beginning; requests may be older, but are as few as
    /// documents one is responsible for.
    /// </remarks>
    public static async Task<ILookup<Guid, string>> ToldSinceAsync(
        this IDocumentSession session, IReadOnlyList<Guid> memberIds, DateTimeOffset since, CancellationToken cancellation) =>
        ByMember(await session.AdvancedSql.QueryAsync<Row>(
            NewsAndReviewsSql, cancellation, memberIds.ToArray(), since));

    /// <summary>Keys of requests to review, by member.</summary>
    public static async Task<ILookup<Guid, string>> ToldReviewsAsync(
        this IDocumentSession session, IReadOnlyList<Guid> memberIds, CancellationToken cancellation) =>
        ByMember(await session.AdvancedSql.QueryAsync<Row>(
            ReviewsSql, cancellation, new object[] { memberIds.ToArray() }));

    private static ILookup<Guid, string> ByMember(IReadOnlyList<Row> rows) =>
        rows.ToLookup(row => row.MemberId, row => row.Item);

    private sealed record Row(Guid MemberId, string Item);
}
