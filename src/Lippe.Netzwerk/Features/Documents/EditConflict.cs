using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Two people saved from the same version: who was first, and how the texts differ.</summary>
/// <param name="TheirBody">The stored text.</param>
/// <param name="Difference">From the stored document to what was just typed.</param>
public sealed record EditConflict(string SavedBy, DateTimeOffset SavedAt, string TheirBody, TextDiff Difference)
{
    public static async Task<EditConflict> DescribeAsync(
        IDocumentSession session, NetworkDirectory network, Document document, Revision theirs, Draft mine,
        CancellationToken cancellation)
    {
        var author = theirs.AuthorId is { } id ? await session.LoadAsync<Member>(id, cancellation) : null;
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var lines = await DocumentLines.LoadAsync(network, cancellation);
        var stored = Archive.ToFile(document, theirs.Body, municipalities);
        var typed = stored with
        {
            Draft = mine,
            MunicipalitySlug = municipalities.SlugOf(mine.MunicipalityId),
            ConcernsSlug = municipalities.SlugOf(mine.ConcernsId),
        };
        return new EditConflict(
            author?.Name ?? "ein Import", theirs.At, theirs.Body,
            TextDiff.Between(lines.Of(stored), lines.Of(typed), cancellation));
    }
}
