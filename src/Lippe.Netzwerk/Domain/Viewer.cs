namespace Lippe.Netzwerk.Domain;

/// <summary>The one who looks at a page: a member, or anybody. Every record is loaded through the viewer.</summary>
/// <param name="MemberId">Null for an anonymous visitor.</param>
/// <param name="Name">Empty for an anonymous visitor.</param>
public sealed record Viewer(Guid? MemberId, string Name, Role? Role, Guid? MunicipalityId)
{
    public static readonly Viewer Anonymous = new(null, "", null, null);

    public bool IsSignedIn => MemberId is not null;

    public bool IsCoordinator => Role == Domain.Role.Coordinator;

    /// <summary>Whether this viewer writes documents at all.</summary>
    public bool IsWriter => Role is Domain.Role.Officer or Domain.Role.Coordinator;

    /// <summary>Whether this viewer may write documents of that municipality.</summary>
    public bool MayWriteFor(Guid municipalityId) =>
        IsCoordinator || (Role == Domain.Role.Officer && MunicipalityId == municipalityId);
}
