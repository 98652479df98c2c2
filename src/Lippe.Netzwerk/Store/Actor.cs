namespace Lippe.Netzwerk.Store;

/// <summary>On whose behalf this scope saves; the activities it causes name them.</summary>
public sealed class Actor
{
    /// <summary>Null for visitors, imports and commands.</summary>
    public Guid? MemberId { get; set; }
}
