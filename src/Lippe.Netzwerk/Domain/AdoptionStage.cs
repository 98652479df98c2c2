namespace Lippe.Netzwerk.Domain;

/// <summary>How far a municipality is with a project, in the order things usually go.</summary>
public enum AdoptionStage
{
    Interested,
    Planned,
    RollingOut,
    InUse,
    Ended,
}
