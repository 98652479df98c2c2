namespace Lippe.Netzwerk.Domain;

/// <summary>A text of the network itself, such as its name or the legal notice.</summary>
/// <remarks>Comes from the content folder.</remarks>
public sealed class NetworkText : IRecorded, IVersioned
{
    /// <summary>The key in netzwerk.yml, or the file name under recht/.</summary>
    public required string Key { get; init; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.NetworkText, Key);

    /// <summary>Plain text or, for long texts, Markdown.</summary>
    public required string Value { get; set; }

    /// <summary>The value rendered as Markdown.</summary>
    public required string Html { get; set; }

    public long Version { get; private set; }
}
