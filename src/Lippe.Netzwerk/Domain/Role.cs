namespace Lippe.Netzwerk.Domain;

/// <summary>What a member may do; each role is bound to the member's municipality.</summary>
public enum Role
{
    /// <summary>Reads what the network shares.</summary>
    Reader,

    /// <summary>Writes for their own municipality.</summary>
    Officer,

    /// <summary>Writes for all, invites members, sends the digest.</summary>
    Coordinator,
}
