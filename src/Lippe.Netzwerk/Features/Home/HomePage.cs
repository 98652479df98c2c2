using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Home;

/// <summary>What the start page shows.</summary>
public sealed record HomePage
{
    public required IReadOnlyList<ProjectCard> Projects { get; init; }

    public required IReadOnlyList<DocumentRow> Guides { get; init; }

    public required IReadOnlyList<DocumentRow> Minutes { get; init; }

    public required IReadOnlyList<Topic> Topics { get; init; }

    public required IReadOnlyList<Municipality> Municipalities { get; init; }

    public required HomeCounts Counts { get; init; }

    /// <summary>The viewer's own corner; null for visitors.</summary>
    public OwnCorner? Own { get; init; }
}

/// <summary>A project as a card.</summary>
public sealed record ProjectCard(Project Project, Municipality Municipality);

/// <summary>A signed-in viewer's municipality and what waits there.</summary>
public sealed record OwnCorner(
    Municipality Municipality,
    bool MayWrite,
    WaitingMatters Waiting,
    IReadOnlyList<Document> Drafts,
    IReadOnlyList<Document> Reviews,
    PagesAboutOwn? About)
{
    /// <summary>How many documents a list of the corner shows.</summary>
    public const int Rows = 5;
}
