namespace Lippe.Netzwerk.Domain;

/// <summary>Which members get mails.</summary>
public static class MemberQueries
{
    /// <summary>Members who are here and have an address.</summary>
    public static IQueryable<Member> Reachable(this IQueryable<Member> members) =>
        members.Where(m => m.LeftAt == null && m.Email != null);

    /// <summary>Reachable members who want mails of a kind, and whose mails do not come back.</summary>
    public static IQueryable<Member> Wanting(this IQueryable<Member> members, DeliveryOccasion occasion)
    {
        var name = occasion.ToString();
        var reached = members.Reachable().Where(m => m.MailSuspendedAt == null);
        return occasion == DeliveryOccasion.Digest
            ? reached.Where(m => m.WantsDigest)
            : reached.Where(m => !m.NoticesWithout.Contains(name));
    }
}
