using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Two people saved from the same version: who was first, and how the texts differ.</summary>
/// <param name="TheirBody">The stored text.</param>
/// <param name="Difference">From the stored document to what was just typed.</param>
public sealed record EditConflict(string SavedBy, DateTimeOffset SavedAt, string TheirBody, TextDiff Difference)
{
    public static async Task<EditConflict> DescribeAsync(
        IDocumentSession session, NetworkDirectory network, Document theirs, Draft mine, CancellationToken cancellation)
    {
        var savedBy = await session.Query<Revision>()
            .Where(r => r.DocumentId == theirs.Id && r.Number == theirs.Version)
            .Select(r => r.Author!.Name)
            .SingleAsync(cancellation);
        var slugs = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(m => m.Id, m => m.Slug);
        var stored = Archive.ToFile(theirs, slugs[theirs.MunicipalityId]);
        var typed = stored with { Draft = mine, MunicipalitySlug = slugs[mine.MunicipalityId] };
        return new EditConflict(
            savedBy ?? "ein Import", theirs.ChangedAt, theirs.Body,
            TextDiff.Between(SourceWriter.Write(stored), SourceWriter.Write(typed)));
    }
}
