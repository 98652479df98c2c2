namespace Lippe.Netzwerk.Domain;

/// <summary>Who reads something, fewest first.</summary>
public enum Readers
{
    /// <summary>Whoever writes for its owner, answers for it, or coordinates the network.</summary>
    Writers,

    OwnMunicipality,

    Network,

    Everybody,
}
