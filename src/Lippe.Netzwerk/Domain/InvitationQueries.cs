namespace Lippe.Netzwerk.Domain;

/// <summary>Which invitations are still to be answered.</summary>
public static class InvitationQueries
{
    /// <summary>
    /// Those to somebody in particular that were neither accepted nor taken back; expired ones, too.
    /// </summary>
    public static IQueryable<Invitation> Pending(this IQueryable<Invitation> invitations) =>
        invitations.Where(i => i.Email != null && i.AcceptedAt == null && i.WithdrawnAt == null);
}
