namespace Lippe.Netzwerk.Features.Imports;

/// <summary>A text, topic or municipality that stayed as somebody edited it in the hub, whatever a file says.</summary>
/// <param name="File">The file's path below the folder.</param>
/// <param name="IsRemoved">Whether somebody removed it, so that it did not come back.</param>
public sealed record KeptRecord(string File, string Name, bool IsRemoved)
{
    /// <summary>What a command says of it.</summary>
    public string Sentence => IsRemoved
        ? $"{File}: „{Name}“ wurde im Hub entfernt und kommt nicht wieder."
        : $"{File}: „{Name}“ wurde im Hub bearbeitet und bleibt, wie es ist.";
}
