using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Municipalities;

/// <summary>A municipality in the list, with the number of published documents the viewer may read.</summary>
public sealed record MunicipalityRow(Municipality Municipality, int Documents);

/// <summary>All municipalities, and those other bodies that share something.</summary>
public sealed record MunicipalityListPage(
    IReadOnlyList<MunicipalityRow> Municipalities, IReadOnlyList<MunicipalityRow> Organisations);

/// <summary>A municipality's own page.</summary>
/// <param name="About">The newest documents of others that are about it.</param>
/// <param name="Used">Projects it says it uses, or others say so.</param>
/// <param name="Contacts">Its members; null for visitors, who do not see them.</param>
public sealed record MunicipalityPage(
    Municipality Municipality,
    IReadOnlyList<SharedDocuments> Shared,
    IReadOnlyList<DocumentRow> About,
    IReadOnlyList<UsedProject> Used,
    IReadOnlyList<Contact>? Contacts)
{
    public bool IsEmpty => Shared.Count + About.Count + Used.Count == 0;
}

/// <summary>A project with what a municipality says of its use.</summary>
public sealed record UsedProject(Project Project, string Stage, string Standing);

/// <summary>The newest documents of one kind.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record SharedDocuments(DocumentKind Kind, int Total, IReadOnlyList<DocumentRow> Rows);

/// <summary>A member one may ask, with the newest documents they answer for.</summary>
public sealed record Contact(Member Member, int DocumentCount, IReadOnlyList<ContactDocument> Documents)
{
    /// <summary>So many titles are named; the rest stands on the member's page.</summary>
    public const int DocumentsShown = 5;

    public string Path => $"/mitglieder/{Member.Id}";
}

/// <summary>A document somebody answers for.</summary>
public sealed record ContactDocument(DocumentKind Kind, string Slug, string Title)
{
    public string Path => Kind.AddressOf(Slug);
}
