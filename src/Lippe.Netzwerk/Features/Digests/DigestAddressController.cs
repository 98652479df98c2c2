using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A controller below <c>/monatsbriefe/{period}</c>.</summary>
public abstract class DigestAddressController(IDocumentSession session, TimeProvider clock) : HubController
{
    protected IDocumentSession Session => session;

    protected TimeProvider Clock => clock;

    /// <summary>The digest of an address as it stands; null when there is none and none can come.</summary>
    protected async Task<Digest?> FindAsync(string text, CancellationToken cancellation)
    {
        if (!DigestPeriod.TryParse(text, out var period))
            return null;
        return await session.LoadAsync<Digest>(period.ToString(), cancellation)
            ?? (await UpcomingAsync(cancellation)).FirstOrDefault(digest => digest.Period == period);
    }

    /// <summary>Digests of this month and the next that are not on their way yet, written or not.</summary>
    protected async Task<IReadOnlyList<Digest>> UpcomingAsync(CancellationToken cancellation)
    {
        var month = DigestPeriod.Of(clock.Today());
        var last = await session.Query<Digest>().Prepared().FirstOrDefaultAsync(cancellation);
        DigestPeriod[] open = [.. new[] { month, month.Next }.Where(period => last is null || period > last.Period)];
        var written = await session.LoadManyAsync<Digest>(cancellation, open.Select(period => period.ToString()));
        return
        [
            .. from period in open
               select written.SingleOrDefault(digest => digest.Period == period) ?? Digest.Of(period),
        ];
    }
}
