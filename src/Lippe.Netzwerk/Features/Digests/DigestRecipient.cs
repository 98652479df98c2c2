using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A member as the reader of a mail.</summary>
public sealed record DigestRecipient
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required Role Role { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Municipality { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required DigestRhythm Rhythm { get; init; }

    /// <summary>Names of kinds; all when empty.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Municipalities besides the own one; all when empty.</summary>
    public required IReadOnlyList<Guid> Municipalities { get; init; }

    /// <summary>Keys of parts the member does not want.</summary>
    public required IReadOnlyList<string> Without { get; init; }

    /// <summary>Nobody in particular: somebody of a role who chose nothing, to see what such a reader sees.</summary>
    /// <param name="role">What they may do.</param>
    /// <param name="roleName">What pages call them.</param>
    /// <param name="municipality">Where they are from.</param>
    public static DigestRecipient Neutral(Role role, string roleName, Municipality municipality) => new()
    {
        Id = Guid.Empty,
        Name = $"{roleName} aus {municipality.Name}",
        Email = "",
        Role = role,
        MunicipalityId = municipality.Id,
        Municipality = municipality.Name,
        Topics = [],
        Rhythm = DigestRhythm.Usual,
        Kinds = [],
        Municipalities = [],
        Without = [],
    };

    /// <summary>The member as the reader of their digest.</summary>
    public DigestReader ToReader() => new(new Viewer(Id, Name, Role, MunicipalityId), Municipality, Topics)
    {
        Rhythm = Rhythm,
        Kinds = Kinds,
        Municipalities = Municipalities,
        Without = Without,
    };
}

/// <summary>Reads recipients straight from the database.</summary>
public static class DigestRecipients
{
    public static IQueryable<DigestRecipient> SelectRecipients(this IQueryable<Member> members) => members.Select(m => new DigestRecipient
    {
        Id = m.Id,
        Name = m.Name,
        Email = m.Email!,
        Role = m.Role,
        MunicipalityId = m.MunicipalityId,
        Municipality = m.Municipality!.Name,
        Topics = m.Topics,
        Rhythm = new DigestRhythm(m.DigestFrequency, m.DigestDay, m.DigestHour),
        Kinds = m.DigestKinds,
        Municipalities = m.DigestMunicipalities,
        Without = m.DigestWithout,
    });
}
