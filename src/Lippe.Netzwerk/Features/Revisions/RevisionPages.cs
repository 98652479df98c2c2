using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>The document whose versions are shown.</summary>
/// <param name="Version">Number of the newest version.</param>
/// <param name="MayWrite">Whether the viewer may restore.</param>
public sealed record RevisedDocument(Guid Id, DocumentKind Kind, string Slug, string Title, int Version, bool MayWrite)
{
    public string Path => $"/{Kind.Path()}/{Slug}";
}

/// <summary>One version in the list.</summary>
/// <param name="Author">Null for an import.</param>
public sealed record RevisionRow(int Number, DateTimeOffset At, Guid? AuthorId, string? Author, string Note);

/// <summary>The list of versions, newest first.</summary>
public sealed record RevisionListPage(RevisedDocument Document, IReadOnlyList<RevisionRow> Rows);

/// <summary>One version with its text.</summary>
public sealed record RevisionText(int Number, DateTimeOffset At, string? Author, string Note, string Source);

/// <summary>An old version as it looked.</summary>
public sealed record RevisionPage(RevisedDocument Document, RevisionText Revision, Draft Draft, string Html);

/// <summary>Two versions compared, the older one first.</summary>
public sealed record ComparisonPage(RevisedDocument Document, RevisionText Before, RevisionText After, TextDiff Difference, bool SideBySide);
