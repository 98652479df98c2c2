using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Issues that were sent, as their readers see them.</summary>
public sealed class DigestIssues(IDocumentSession session, DigestMaterial material)
{
    private const int MostOthers = 6;

    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<IssueRow>> ListAsync(CancellationToken cancellation) =>
        [
            .. from digest in await session.Query<Digest>().Prepared().ToListAsync(cancellation)
               select new IssueRow(digest.Period, digest.PreparedAt!.Value),
        ];

    /// <summary>The page of an issue.</summary>
    /// <param name="digest">A sent one.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="unsubscribeUrl">The way out for a reader who came by a mail's link; null for others.</param>
    public async Task<DigestPage> PageAsync(
        Digest digest, DigestReader reader, string? unsubscribeUrl, CancellationToken cancellation)
    {
        var letter = (await LettersAsync([digest], reader, cancellation)).Single();
        var others = (await ListAsync(cancellation)).Where(issue => issue.Period != digest.Period);
        return new DigestPage(digest, letter, [.. others.Take(MostOthers)], unsubscribeUrl);
    }

    /// <summary>What issues tell a reader, in their order.</summary>
    public async Task<IReadOnlyList<Letter>> LettersAsync(
        IReadOnlyList<Digest> digests, DigestReader reader, CancellationToken cancellation)
    {
        if (digests.Count == 0)
            return [];
        var window = digests.Select(digest => digest.Window!).Aggregate((one, other) => one.And(other));
        var fill = await material.GatherAsync(window, reader, cancellation);
        return
        [
            .. from digest in digests
               select fill(Letter.OfIssue(digest, reader, digest.Window!), Letter.PageLimit),
        ];
    }
}
