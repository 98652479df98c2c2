namespace Lippe.Netzwerk.Domain;

/// <summary>
/// A record of the network itself; what it said is kept with each <see cref="Activity"/>, so that it can be compared
/// and brought back.
/// </summary>
public interface INetworkRecord : IRecorded, IVersioned
{
    /// <summary>All it says, as people compare it.</summary>
    string Content { get; }

    /// <summary>Whether somebody edited it in the hub: from then on files do not change it any more.</summary>
    bool IsEdited { get; }
}
