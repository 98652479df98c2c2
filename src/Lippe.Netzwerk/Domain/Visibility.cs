namespace Lippe.Netzwerk.Domain;

/// <summary>Who may read a document once it is published.</summary>
public enum Visibility
{
    /// <summary>Everybody, without signing in.</summary>
    Public,

    /// <summary>All members of the network.</summary>
    Network,

    /// <summary>Members of the owner municipality, and coordinators.</summary>
    OwnMunicipality,
}
