namespace Lippe.Netzwerk.Domain;

/// <summary>A text of the network itself, such as its name or the legal notice.</summary>
/// <remarks>Comes from the content folder until somebody edits it.</remarks>
public sealed class NetworkText : INetworkRecord
{
    /// <summary>The key in netzwerk.yml, or the file name under recht/.</summary>
    public required string Key { get; init; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.NetworkText, Key);

    string INetworkRecord.Content => Value;

    /// <summary>Plain text or, for long texts, Markdown.</summary>
    public required string Value { get; set; }

    /// <summary>The value rendered as Markdown.</summary>
    public required string Html { get; set; }

    /// <summary>The version of what rendered the value; 0 before there were any.</summary>
    public int Renderer { get; set; }

    public bool IsEdited { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether a text asks its operator to fill something in, as the templates of a new hub do.</summary>
    public static bool HasGaps(string value) => value.Contains("[Bitte ", StringComparison.Ordinal);

    /// <summary>Somebody words it anew.</summary>
    /// <param name="value">Clean text.</param>
    /// <param name="rendering">The same, rendered as Markdown.</param>
    public void Edit(string value, Rendering rendering) =>
        (Value, Html, Renderer, IsEdited) = (value, rendering.Html, rendering.Renderer, true);
}
