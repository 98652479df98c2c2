namespace Lippe.Netzwerk.Domain;

/// <summary>A record of which the second of two changes that started from the same state is refused.</summary>
public interface IVersioned
{
    /// <summary>Counts changes, from 1; 0 before the first save.</summary>
    long Version { get; }
}
