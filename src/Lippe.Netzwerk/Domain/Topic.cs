namespace Lippe.Netzwerk.Domain;

/// <summary>A field of work documents belong to; the list comes from the network's content folder.</summary>
public sealed class Topic : IRecorded
{
    /// <summary>The stable key, for example <c>mobilitaet</c>.</summary>
    public required string Id { get; init; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Topic, Id);

    public required string Name { get; set; }

    public required string Description { get; set; }

    /// <summary>Position in lists, from 0.</summary>
    public required int Position { get; set; }
}
