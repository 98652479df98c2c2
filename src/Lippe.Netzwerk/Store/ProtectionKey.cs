namespace Lippe.Netzwerk.Store;

/// <summary>One Data Protection key, shared by all web nodes.</summary>
public sealed class ProtectionKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
