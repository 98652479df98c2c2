using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Removals;

/// <summary>The question before a document is removed.</summary>
/// <param name="LatestBy">Who saved the newest version; null for an import.</param>
public sealed record DocumentRemovalPage(Document Document, string? LatestBy, RemovalForm Form);

/// <summary>The question before the content of a version is.</summary>
public sealed record RevisionRemovalPage(Document Document, Revision Revision, RemovalForm Form)
{
    /// <summary>What readers see now is replaced first, and then removed.</summary>
    public bool IsNewest => Revision.Number == Document.Version;
}

/// <summary>What was removed, newest first.</summary>
public sealed record RemovalListPage(IReadOnlyList<RemovalRow> Rows, int Total, int Number)
{
    public const int Size = 50;
}

/// <summary>One removal in the list.</summary>
/// <param name="Remover">Null for a command.</param>
public sealed record RemovalRow(Removal Removal, string? Remover);
