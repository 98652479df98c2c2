namespace Lippe.Netzwerk.Domain;

/// <summary>One of the network's municipalities, the district itself, or an organisation such as its editors.</summary>
public sealed class Municipality : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Municipality, Id.ToString());

    /// <summary>The name in addresses, for example <c>bad-salzuflen</c>; unique.</summary>
    public required string Slug { get; init; }

    /// <summary>
    /// The official municipality key (Amtlicher Gemeindeschlüssel), 8 digits, 5 for a district; others have none.
    /// </summary>
    public required string Ags { get; set; }

    public required string Name { get; set; }

    /// <summary>Stadt, Gemeinde or Kreis, as the official register calls it; Stelle for an organisation.</summary>
    public required string Kind { get; set; }

    /// <summary>Whether it is the district and no town.</summary>
    public bool IsDistrict => Kind == "Kreis";

    public required int Inhabitants { get; set; }

    /// <summary>The day the number of inhabitants was counted.</summary>
    public required DateOnly InhabitantsAsOf { get; set; }
}
