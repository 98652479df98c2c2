using System.Globalization;
using System.Text;
using CsvHelper;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using YamlDotNet.Serialization;

namespace Lippe.Netzwerk.Sources;

/// <summary>Writes the whole hub as a folder that an import takes back, byte for byte the same each time.</summary>
public sealed class HubExport(IDocumentSession session)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes network texts, municipalities, topics and all documents; returns the number of documents.</summary>
    /// <param name="folder">Created when missing; must be empty.</param>
    /// <param name="onProgress">Called after each document with its count.</param>
    /// <param name="cancellation">Ends between files.</param>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public async Task<int> ExportAsync(string folder, Action<int> onProgress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"Der Ordner {folder} ist nicht leer. Nennen Sie einen neuen oder leeren Ordner.");

        var municipalities = await session.Query<Municipality>().OrderBy(m => m.Ags).ThenBy(m => m.Slug).ToListAsync(cancellation);
        await WriteMunicipalitiesAsync(folder, municipalities, cancellation);
        await WriteTopicsAsync(folder, cancellation);
        await WriteTextsAsync(folder, cancellation);
        return await WriteDocumentsAsync(folder, municipalities.ToDictionary(m => m.Id, m => m.Slug), onProgress, cancellation);
    }

    private async Task<int> WriteDocumentsAsync(string folder, Dictionary<Guid, string> slugs, Action<int> onProgress, CancellationToken cancellation)
    {
        var count = 0;
        var rows = session.Query<Document>().OrderBy(d => d.Id)
            .Select(d => new { Document = d, Mail = d.Responsible!.Email })
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            // The kind is said by the folder, as in the content that people write.
            var file = Archive.ToFile(row.Document, slugs[row.Document.MunicipalityId], row.Mail ?? "") with { Kind = null };
            var path = Path.Combine(folder, SourceKeys.Folders.WordFor(row.Document.Kind), row.Document.Slug + ".md");
            await WriteAsync(path, Canonical(file), cancellation);
            onProgress(++count);
        }

        return count;
    }

    // Reading once more puts a responsible member this hub does not know back to their place among the keys.
    private static string Canonical(SourceFile file)
    {
        var text = SourceWriter.Write(file);
        return file.Draft.UnknownKeys.StartsWith(SourceKeys.Responsible + ":", StringComparison.Ordinal)
            ? SourceWriter.Write(SourceReader.Read(text).File!)
            : text;
    }

    private static async Task WriteMunicipalitiesAsync(string folder, List<Municipality> municipalities, CancellationToken cancellation)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        await using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteHeader(["slug", "ags", "name", "art", "einwohner", "stand"]);
            foreach (var m in municipalities)
                csv.WriteRecord([m.Slug, m.Ags, m.Name, m.Kind, m.Inhabitants.ToString(CultureInfo.InvariantCulture), m.InhabitantsAsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        }

        await WriteAsync(Path.Combine(folder, NetworkImport.MunicipalitiesFile), text.ToString(), cancellation);
    }

    private async Task WriteTopicsAsync(string folder, CancellationToken cancellation)
    {
        var topics = await session.Query<Topic>().OrderBy(topic => topic.Position).ToListAsync(cancellation);
        var lines = topics.Select(t => new NetworkImport.TopicLine { id = t.Id, name = t.Name, beschreibung = t.Description });
        await WriteAsync(Path.Combine(folder, NetworkImport.TopicsFile), Yaml(lines.ToList()), cancellation);
    }

    private async Task WriteTextsAsync(string folder, CancellationToken cancellation)
    {
        var texts = await session.Query<NetworkText>().OrderBy(text => text.Key).ToListAsync(cancellation);
        var folders = texts.ToLookup(text => text.Key.Contains('/', StringComparison.Ordinal) ? text.Key[..text.Key.IndexOf('/', StringComparison.Ordinal)] : "");
        await WriteAsync(Path.Combine(folder, NetworkImport.TextsFile), Yaml(folders[""].ToDictionary(t => t.Key, t => t.Value)), cancellation);
        foreach (var page in folders[NetworkImport.LegalFolder])
            await WriteAsync(Path.Combine(folder, page.Key + ".md"), page.Value + "\n", cancellation);
        foreach (var list in folders[NetworkImport.SearchFolder])
            await WriteAsync(Path.Combine(folder, list.Key + ".txt"), list.Value + "\n", cancellation);
    }

    private static string Yaml(object value) =>
        new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n").Build().Serialize(value);

    // A file appears whole or not at all.
    private static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".tmp";
        await File.WriteAllTextAsync(unfinished, text, Utf8, cancellation);
        File.Move(unfinished, path);
    }
}
