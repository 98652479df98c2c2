using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Members;

/// <summary>One member in the list.</summary>
/// <param name="Documents">How many published documents they answer for.</param>
public sealed record MemberRow(Guid Id, string Name, Role Role, string Responsibility, int Documents);

/// <summary>A municipality's members; empty where nobody has joined yet.</summary>
public sealed record MunicipalityMembers(string Municipality, string Slug, IReadOnlyList<MemberRow> Members);

/// <summary>All members by municipality.</summary>
public sealed record MemberListPage(IReadOnlyList<MunicipalityMembers> Groups, int Total);

/// <summary>What the network knows of a member.</summary>
public sealed record MemberDetails(
    Guid Id,
    string Name,
    Role Role,
    string Responsibility,
    string? Email,
    string Phone,
    string Municipality,
    string MunicipalitySlug);

/// <summary>A member with the documents they answer for.</summary>
/// <param name="Number">The page of documents shown, from 1.</param>
/// <param name="Total">Documents on all pages.</param>
public sealed record MemberPage(
    MemberDetails Member, IReadOnlyList<DocumentRow> Rows, int Number, int Total, bool IsSelf)
{
    public const int PageSize = 20;
}

/// <summary>The form for a member's role and municipality.</summary>
public sealed record MemberFormPage(Guid Id, string Name, MemberForm Form, IReadOnlyList<Municipality> Municipalities);

/// <summary>The question before a membership ends.</summary>
/// <param name="Problem">Why it did not end; null at first.</param>
public sealed record DeparturePage(Guid Id, string Name, string? Problem);
