using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Finds the issue of an address.</summary>
internal static class PreparedDigests
{
    /// <summary>The issue of a month such as <c>2026-11</c>; null when there is none on its way.</summary>
    public static async Task<Digest?> PreparedAsync(
        this IQuerySession session, string month, CancellationToken cancellation) =>
        DigestPeriod.TryParse(month, out var period)
        && await session.LoadAsync<Digest>(period.ToString(), cancellation) is { IsPrepared: true } digest
            ? digest
            : null;
}
