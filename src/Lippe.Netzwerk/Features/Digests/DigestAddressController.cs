using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A controller below <c>/monatsbriefe/{period}</c>.</summary>
public abstract class DigestAddressController(IDocumentSession session, TimeProvider clock) : HubController
{
    protected IDocumentSession Db => session;

    protected TimeProvider Clock => clock;

    /// <summary>The digest of an address as it stands; null when there is none and none can come.</summary>
    protected async Task<Digest?> FindAsync(string text, CancellationToken cancellation)
    {
        if (!DigestPeriod.TryParse(text, out var period))
            return null;
        var digest = await session.Query<Digest>().SingleOrDefaultAsync(d => d.Period == period, cancellation);
        return digest ?? (await UpcomingAsync(cancellation)).FirstOrDefault(d => d.Period == period);
    }

    /// <summary>Digests of this month and the next that are not on their way yet, written or not.</summary>
    protected async Task<IReadOnlyList<Digest>> UpcomingAsync(CancellationToken cancellation)
    {
        var month = DigestPeriod.Of(clock.Today());
        var last = await session.Query<Digest>().Where(d => d.PreparedAt != null).OrderByDescending(d => d.NewsUntil).Select(d => (DigestPeriod?)d.Period).FirstOrDefaultAsync(cancellation);
        DigestPeriod[] open = [.. new[] { month, month.Next }.Where(period => last is null || period > last)];
        var written = await session.Query<Digest>().Where(d => open.Contains(d.Period)).ToDictionaryAsync(d => d.Period, cancellation);
        return [.. open.Select(period => written.GetValueOrDefault(period) ?? new Digest { Period = period })];
    }
}
