using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features;

/// <summary>What others published about the municipality of somebody who may take it over.</summary>
/// <param name="Count">Never 0.</param>
public sealed record PagesAboutOwn(int Count, Municipality Municipality)
{
    /// <summary>Where they are listed.</summary>
    public string Address => $"/suche?betrifft={Municipality.Slug}";

    public string InWords => $"Über {Municipality.Name}: {(Count == 1 ? "1 Seite" : $"{Count.Grouped()} Seiten")}";

    /// <summary>Null for whoever does not write, and where there is none.</summary>
    public static async Task<PagesAboutOwn?> ReadAsync(
        IQuerySession session, NetworkDirectory network, Viewer viewer, CancellationToken cancellation)
    {
        if (!viewer.IsWriter || viewer.MunicipalityId is not { } own)
            return null;
        var count = await session.Query<Document>().VisibleTo(viewer)
            .CountAsync(d => d.State == DocumentState.Published && d.ConcernsId == own, cancellation);
        return count == 0 ? null : new PagesAboutOwn(count, await network.MunicipalityAsync(own, cancellation));
    }
}
