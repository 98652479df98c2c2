namespace Lippe.Netzwerk.Domain;

/// <summary>One of the network's municipalities, the district itself, or an organisation such as its editors.</summary>
/// <remarks>Comes from the content folder until somebody edits it.</remarks>
public sealed class Municipality : INetworkRecord
{
    /// <summary>What <see cref="Kind"/> says of one that is no municipality.</summary>
    public const string Organisation = "Stelle";

    private const string District = "Kreis";

    /// <summary>All there are of <see cref="Kind"/>.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["Stadt", "Gemeinde", District, Organisation];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Municipality, Id.ToString());

    string INetworkRecord.Content =>
        $"""
        Name: {Name}
        Art: {Kind}
        Amtlicher Gemeindeschlüssel: {Ags}
        Einwohner:innen: {Inhabitants}
        Stand: {InhabitantsAsOf:yyyy-MM-dd}
        Website: {Website}
        """.ReplaceLineEndings("\n");

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
    public bool IsDistrict => Kind == District;

    /// <summary>Whether it is no municipality but another body of the network.</summary>
    public bool IsOrganisation => Kind == Organisation;

    public required int Inhabitants { get; set; }

    /// <summary>The day the number of inhabitants was counted.</summary>
    public required DateOnly InhabitantsAsOf { get; set; }

    /// <summary>Its own website; empty when nobody named one.</summary>
    public string Website { get; set; } = "";

    public bool IsEdited { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether another one says the same of itself.</summary>
    public bool SaysTheSameAs(Municipality other) =>
        ((INetworkRecord)this).Content == ((INetworkRecord)other).Content;

    /// <summary>Takes over what a file says.</summary>
    public void TakeOver(Municipality other)
    {
        (Ags, Name, Kind, Website) = (other.Ags, other.Name, other.Kind, other.Website);
        (Inhabitants, InhabitantsAsOf) = (other.Inhabitants, other.InhabitantsAsOf);
    }

    /// <summary>Takes over what somebody typed.</summary>
    public void Edit(Municipality typed)
    {
        TakeOver(typed);
        IsEdited = true;
    }
}
