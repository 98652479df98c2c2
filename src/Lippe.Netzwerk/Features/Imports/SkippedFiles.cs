using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Why an import leaves something alone.</summary>
public enum SkippedKind
{
    OtherCase,
    Text,
    Picture,
    Other,
    ReadMe,
    Link,
    Hidden,
}

/// <summary>Everything of one kind that an import left alone, by paths below the folder.</summary>
public sealed record SkippedFiles(SkippedKind Kind, IReadOnlyList<string> Paths)
{
    private const int MostNames = 5;

    private static readonly string[] Pictures =
        [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic"];

    /// <summary>What a command says of it: how many, which, and what to do.</summary>
    public string Sentence => $"{What} übersprungen ({Paths.Count}): {Names}. {Advice}";

    private string What => Kind switch
    {
        SkippedKind.OtherCase => "Dateien mit einer anderen Endung als .md",
        SkippedKind.Text => "Textdateien",
        SkippedKind.Picture => "Bilder",
        SkippedKind.ReadMe => "README-Dateien",
        SkippedKind.Link => "Verknüpfungen (symbolische Links)",
        SkippedKind.Hidden => "Versteckte Dateien und Ordner",
        _ => "Andere Dateien",
    };

    private string Advice => Kind switch
    {
        SkippedKind.OtherCase => "Benennen Sie sie um, sodass sie auf .md enden, klein geschrieben.",
        SkippedKind.Text => "Sind es Dokumente, speichern Sie sie als Markdown mit der Endung .md.",
        SkippedKind.Picture => "Der Hub nimmt keine Bilder auf. Schreiben Sie in den Text, was darauf zu sehen ist.",
        SkippedKind.ReadMe => "Sie beschreiben einen Ordner. Ist eine davon ein Dokument, benennen Sie sie um.",
        SkippedKind.Link => "Der Hub folgt ihnen nicht. Legen Sie die Dateien selbst in den Ordner.",
        SkippedKind.Hidden => "Sollen sie übernommen werden, nehmen Sie den Punkt am Anfang des Namens weg.",
        _ => "Der Hub übernimmt Dokumente als Markdown mit der Endung .md.",
    };

    private string Names => Paths.Count <= MostNames
        ? string.Join(", ", Paths)
        : $"{string.Join(", ", Paths.Take(MostNames))} und {Paths.Count - MostNames} weitere";

    /// <summary>Why a file is none of a document; null when it is one.</summary>
    /// <param name="path">Below the import folder, with slashes.</param>
    internal static SkippedKind? KindOf(string path)
    {
        var ending = Path.GetExtension(path);
        if (ending == ".md")
        {
            return Path.GetFileName(path).Equals("README.md", StringComparison.OrdinalIgnoreCase) ? SkippedKind.ReadMe
                // What lies deeper than the legal pages belongs to them, and is no document.
                : path.StartsWith(NetworkFiles.LegalFolder + "/", StringComparison.Ordinal) ? SkippedKind.Other
                : null;
        }

        return ending.ToLowerInvariant() switch
        {
            ".md" or ".markdown" or ".mdown" or ".mkd" => SkippedKind.OtherCase,
            ".txt" => SkippedKind.Text,
            var other when Pictures.Contains(other) => SkippedKind.Picture,
            _ => SkippedKind.Other,
        };
    }
}
