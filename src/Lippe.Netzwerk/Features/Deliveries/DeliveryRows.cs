using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Reads deliveries for the page that shows what became of them.</summary>
public sealed class DeliveryRows(IQuerySession session, NetworkDirectory network)
{
    /// <summary>A page of an issue's; null when no such issue was sent.</summary>
    /// <param name="period">The issue, as addresses name it.</param>
    /// <param name="number">Which page, from 1.</param>
    public async Task<DeliveriesPage?> OfIssueAsync(string period, int number, CancellationToken cancellation)
    {
        var prepared = session.Query<Digest>().Prepared();
        if (await prepared.FirstOrDefaultAsync(issue => issue.Id == period, cancellation) is not { } digest)
            return null;
        var page = new DeliveriesPage(
            $"Monatsbrief {digest.Period.LongName()}", digest.Period.DeliveriesAddress(), digest.Period.Address(),
            number);
        return await ReadAsync("digest_id = ?", digest.Id, page, cancellation);
    }

    /// <summary>A page of those that belong to no issue.</summary>
    /// <param name="since">Due after that.</param>
    /// <param name="page">The page without its rows.</param>
    public Task<DeliveriesPage> OfNoIssueAsync(
        DateTimeOffset since, DeliveriesPage page, CancellationToken cancellation) =>
        ReadAsync("digest_id is null and next_attempt_at > ?", since, page, cancellation);

    private async Task<DeliveriesPage> ReadAsync(
        string which, object value, DeliveriesPage page, CancellationToken cancellation)
    {
        var counts = await session.AdvancedSql.QueryAsync<StateCount>(CountsSql(which), cancellation, value);
        var rows = await session.AdvancedSql.QueryAsync<Row>(
            RowsSql(which), cancellation, value, page.Offset, DeliveriesPage.Size);
        var municipalities = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(m => m.Id, m => m.Name);
        return page with
        {
            Counts = counts.ToDictionary(count => count.State, count => count.Count),
            Rows = [.. rows.Select(row => new DeliveryRow(
                row.Name ?? "Ohne Konto",
                row.Address,
                row.MunicipalityId is { } id ? municipalities[id] : "–",
                row.Delivery))],
        };
    }

    private static string CountsSql(string which) =>
        $"""
        select jsonb_build_object('State', data -> 'State', 'Count', count(*))
        from mt_doc_delivery where {which} group by data -> 'State'
        """;

    // What needs a person comes first. The address of a subscriber, who has no name here, is nobody's business.
    private static string RowsSql(string which) =>
        $"""
        select jsonb_build_object(
            'Name', member.data -> 'Name', 'Address', member.data -> 'Email',
            'MunicipalityId', member.data -> 'MunicipalityId', 'Delivery', delivery.data)
        from mt_doc_delivery delivery left join mt_doc_member member on member.id = delivery.member_id
        where {which}
        order by
            case
                when delivery.data ->> 'State' in ('Failed', 'Bounced') then 0
                when finished_at is null then 1
                else 2
            end,
            member.data ->> 'Name' collate "de-x-icu", delivery.id
        offset ? limit ?
        """;

    private sealed record StateCount(DeliveryState State, int Count);

    private sealed record Row(string? Name, string? Address, Guid? MunicipalityId, Delivery Delivery);
}
