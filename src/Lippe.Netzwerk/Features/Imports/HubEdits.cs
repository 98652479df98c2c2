using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Tells what changed since a file and its document last said the same.</summary>
internal sealed class HubEdits(IDocumentSession session, Archive archive)
{
    /// <summary>What a file's whole text is known by.</summary>
    public static string HashOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(content.AsSpan())));

    /// <summary>Whether somebody decided in the hub what the file would decide otherwise.</summary>
    /// <param name="document">As it was read.</param>
    /// <param name="file">Of state, visibility and reviews it may say nothing.</param>
    /// <param name="known">What both said last; null when no import kept it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<bool> AreThereAsync(
        Document document, SourceFile file, ImportedFile? known, CancellationToken cancellation)
    {
        // The document was written in the hub, or taken over before imports kept anything.
        if (known is null)
        {
            return await session.Query<Revision>()
                .AnyAsync(revision => revision.DocumentId == document.Id && revision.AuthorId != null, cancellation);
        }

        if (known.Version == document.Version)
            return false;
        var version = known.Version;
        var before = await session.Query<Revision>().SingleOrDefaultAsync(
            revision => revision.DocumentId == document.Id && revision.Number == version, cancellation);
        var now = await archive.NewestAsync(document, cancellation);
        return before is null
            || before.Body != now.Body
            || before.ResponsibleId != now.ResponsibleId
            || HeadOf(before, file) != HeadOf(now, file);
    }

    // As far as the file has a say in it; the day of publication follows the state.
    private static string HeadOf(Revision revision, SourceFile file)
    {
        if (SourceReader.Read(revision.Head).File is not { } head)
            return revision.Head;
        return SourceWriter.Head(head with
        {
            PublishedOn = null,
            Draft = head.Draft with
            {
                State = file.LeavesStateOpen ? default : head.Draft.State,
                Visibility = file.LeavesVisibilityOpen ? default : head.Draft.Visibility,
                ReviewedOn = file.Draft.ReviewedOn is null ? null : head.Draft.ReviewedOn,
                ReviewDue = file.Draft.ReviewDue is null ? null : head.Draft.ReviewDue,
            },
        });
    }
}
