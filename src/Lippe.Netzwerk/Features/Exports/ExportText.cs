using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Features.Exports;

/// <summary>Writes a document so that an import takes it back.</summary>
internal static class ExportText
{
    private const string Unreadable =
        "Der Kopf enthält fremde Angaben, die niemand lesen kann; die Datei ist ohne sie geschrieben. "
        + "Sie stehen in der Datenbank.";

    /// <summary>The text of a file, and what is missing in it.</summary>
    public static (string Text, string? Problem) Of(SourceFile file)
    {
        var text = SourceWriter.Write(file);
        var kept = file.Draft.UnknownKeys;
        if (kept.Length == 0)
            return (text, null);
        if (SourceReader.Read(text).File is not { } read)
            return (SourceWriter.Write(file with { Draft = file.Draft with { UnknownKeys = "" } }), Unreadable);

        // Reading puts a responsible member this hub does not know back to their place among the keys.
        var isResponsibleKept = kept.StartsWith(SourceKeys.Responsible + ":", StringComparison.Ordinal);
        return (isResponsibleKept ? SourceWriter.Write(read) : text, null);
    }
}
