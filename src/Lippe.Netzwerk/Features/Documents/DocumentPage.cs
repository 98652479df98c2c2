using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>A document as its page shows it.</summary>
/// <param name="Text">The newest revision.</param>
/// <param name="Responsible">Name of the responsible member; empty for none.</param>
public sealed record DocumentPage(Document Document, Revision Text, Municipality Municipality, string Responsible)
{
    /// <summary>Published documents about the same, best first.</summary>
    public required IReadOnlyList<DocumentRow> Similar { get; init; }

    public required IReadOnlyDictionary<string, string> TopicNames { get; init; }

    /// <summary>The municipality it is about, where another one shares it.</summary>
    public required Municipality? Concerns { get; init; }

    /// <summary>Whether the viewer may take it over for that municipality.</summary>
    public required bool MayTakeOver { get; init; }

    /// <summary>How its release stands; null for readers, and where there is nothing to tell.</summary>
    public ReleaseStatus? Release { get; init; }

    /// <summary>Who uses it; null where it is no project that anybody could use.</summary>
    public ProjectUse? Use { get; init; }

    /// <summary>Whether the viewer may change this document.</summary>
    public required bool MayWrite { get; init; }

    /// <summary>Whether the viewer may remove it for good.</summary>
    public required bool MayRemove { get; init; }

    public string Path => Document.Address();
}
