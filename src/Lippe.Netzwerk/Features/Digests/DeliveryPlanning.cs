using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What all who plan deliveries share.</summary>
public sealed class DeliveryPlanning(IDocumentSession session, NpgsqlDataSource database)
{
    private const string NewsEndsSql =
        """
        select jsonb_build_object('MemberId', member_id, 'Until', max(news_until))
        from mt_doc_delivery where news_until is not null group by member_id
        """;

    /// <summary>Waits until no other node plans: whoever plans next finds what was planned before.</summary>
    public Task<Turn> TakeTurnAsync(CancellationToken cancellation) =>
        Turn.TakeAsync(database, "hub.deliveries", cancellation);

    /// <summary>
    /// Up to which moment a member was told news, or will be by a mail that waits. There the next window begins, so
    /// that another rhythm, a pause or a missed run neither repeats nor leaves out anything.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> NewsEndsAsync(CancellationToken cancellation) =>
        (await session.AdvancedSql.QueryAsync<NewsEnd>(NewsEndsSql, cancellation))
            .ToDictionary(end => end.MemberId, end => end.Until);

    private sealed record NewsEnd(Guid MemberId, DateTimeOffset Until);
}
