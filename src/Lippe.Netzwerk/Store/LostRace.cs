using JasperFx;

namespace Lippe.Netzwerk.Store;

/// <summary>Tells a save that another one overtook from one that failed.</summary>
public static class LostRace
{
    /// <summary>
    /// Whether somebody else changed the record since it was read, or took in that moment what may be there once.
    /// </summary>
    public static bool IsLostRace(this Exception e) => e is ConcurrencyException or DocumentAlreadyExistsException;
}
