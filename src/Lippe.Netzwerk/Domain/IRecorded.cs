namespace Lippe.Netzwerk.Domain;

/// <summary>A record whose every change becomes an <see cref="Activity"/> and is told to all nodes.</summary>
public interface IRecorded
{
    /// <summary>What the record is, in one word, and which one.</summary>
    (string Kind, string Id) Record { get; }
}
