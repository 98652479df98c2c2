using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Shows the mails of an issue to whoever wants to see them before they go.</summary>
public sealed class DigestPreviews(
    IDocumentSession session, DigestPreparation preparation, DigestMaterial material, MailWriter writer)
{
    /// <summary>The mail a reader would get now.</summary>
    /// <param name="issue">Which issue.</param>
    /// <param name="reader">Through whose eyes.</param>
    /// <param name="lookerId">Who looks: links act for them or, in the mail of somebody else, for nobody.</param>
    public async Task<DigestPreview> ShowAsync(
        Digest issue, DigestReader reader, Guid? lookerId, CancellationToken cancellation)
    {
        var window = await preparation.WindowAsync(issue, cancellation);
        var fill = await material.GatherAsync(window, reader, cancellation);
        // What went out already is shown as it went out.
        var known = issue.IsPrepared
            ? []
            : (await session.ToldSinceAsync([reader.Id], window.From, cancellation))[reader.Id].ToHashSet();
        var letter = fill(Letter.OfIssue(issue, reader, window) with { Known = known }, Letter.MailLimit);
        var linksFor = reader.Id == lookerId ? reader.Id : Guid.Empty;
        var mail = await writer.WriteAsync(letter, linksFor, Guid.CreateVersion7(), cancellation);
        return new DigestPreview(mail, !letter.IsWorthSending);
    }
}

/// <summary>How a mail would look.</summary>
/// <param name="Mail">The mail itself.</param>
/// <param name="IsEmpty">Whether none would go, because there is nothing to tell.</param>
public sealed record DigestPreview(OutgoingMail Mail, bool IsEmpty);
