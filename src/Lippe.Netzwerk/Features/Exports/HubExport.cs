using System.Globalization;
using System.Text;
using CsvHelper;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;
using YamlDotNet.Serialization;

namespace Lippe.Netzwerk.Features.Exports;

/// <summary>Writes the whole hub as a folder that an import takes back, byte for byte the same each time.</summary>
public sealed class HubExport(IQuerySession session)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes network texts, municipalities, topics and all documents.</summary>
    /// <param name="folder">Created when missing; must be empty.</param>
    /// <param name="onProgress">Called after each document with its count.</param>
    /// <param name="cancellation">Ends between files.</param>
    /// <returns>What was written; a document that cannot be written whole keeps no other from being written.</returns>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public async Task<ExportReport> ExportAsync(string folder, Action<int> onProgress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"Der Ordner {folder} ist nicht leer. Nennen Sie einen neuen oder leeren Ordner.");

        var municipalities = (await session.Query<Municipality>().ToListAsync(cancellation))
            .OrderBy(m => m.Ags, StringComparer.Ordinal).ThenBy(m => m.Slug, StringComparer.Ordinal)
            .ToList();
        await WriteMunicipalitiesAsync(folder, municipalities, cancellation);
        await WriteTopicsAsync(folder, cancellation);
        await WriteTextsAsync(folder, cancellation);
        await WriteAdoptionsAsync(folder, municipalities, cancellation);
        return await WriteDocumentsAsync(folder, municipalities, onProgress, cancellation);
    }

    private async Task WriteAdoptionsAsync(
        string folder, List<Municipality> municipalities, CancellationToken cancellation)
    {
        var adoptions = await session.Query<Adoption>().ToListAsync(cancellation);
        if (adoptions.Count == 0)
            return;
        Guid[] ids =
        [
            .. adoptions.Select(adoption => adoption.ProjectId)
                .Concat(adoptions.Select(adoption => adoption.Facts.SuccessorId).OfType<Guid>()).Distinct(),
        ];
        var slugs = (await session.Query<Project>().Where(project => project.Id.IsOneOf(ids))
            .Select(project => new { project.Id, project.Slug }).ToListAsync(cancellation))
            .ToDictionary(project => project.Id, project => project.Slug);
        var mails = await MailsAsync(cancellation);
        var lines = adoptions
            .Select(adoption => AdoptionLine.Of(
                adoption,
                slugs[adoption.ProjectId],
                municipalities.SlugOf(adoption.MunicipalityId),
                adoption.Facts.ContactId is { } contact ? mails.GetValueOrDefault(contact, "") : "",
                adoption.Facts.SuccessorId is { } successor ? slugs.GetValueOrDefault(successor) : null))
            .OrderBy(line => line.Project, StringComparer.Ordinal)
            .ThenBy(line => line.Municipality, StringComparer.Ordinal);
        await WriteAsync(Path.Combine(folder, NetworkFiles.Adoptions), Yaml(lines.ToList()), cancellation);
    }

    private async Task<ExportReport> WriteDocumentsAsync(
        string folder, List<Municipality> municipalities, Action<int> onProgress, CancellationToken cancellation)
    {
        var (count, findings) = (0, new List<ExportFinding>());
        var ids = await session.Query<Document>().Select(document => document.Id).ToListAsync(cancellation);
        var mails = await MailsAsync(cancellation);
        await foreach (var (document, text) in session.ReadWithTextsAsync(ids, cancellation))
        {
            var mail = document.ResponsibleId is { } person ? mails.GetValueOrDefault(person, "") : "";
            var file = Archive.ToFile(document, text.Body, municipalities, mail);
            // The kind is said by the folder, as in the content that people write.
            var path = $"{SourceKeys.Folders.WordFor(document.Kind)}/{document.Slug}.md";
            var (content, problem) = ExportText.Of(file with { Kind = null });
            if (problem is not null)
                findings.Add(new ExportFinding(path, problem));
            await WriteAsync(Path.Combine(folder, path), content, cancellation);
            onProgress(++count);
        }

        return new ExportReport(count, [.. findings.OrderBy(finding => finding.Path, StringComparer.Ordinal)]);
    }

    private async Task<Dictionary<Guid, string>> MailsAsync(CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Select(member => new { member.Id, member.Email })
            .ToListAsync(cancellation);
        return members.ToDictionary(member => member.Id, member => member.Email ?? "");
    }

    private static async Task WriteMunicipalitiesAsync(
        string folder, List<Municipality> municipalities, CancellationToken cancellation)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        var unix = CsvWriterOptions.Default with { NewLine = "\n" };
        await using (var csv = CsvWriter.Create(text, unix, leaveOpen: true))
        {
            csv.WriteHeader(["slug", "ags", "name", "art", "einwohner", "stand", "website"]);
            foreach (var m in municipalities)
                csv.WriteRecord(Cells(m));
        }

        await WriteAsync(Path.Combine(folder, NetworkFiles.Municipalities), text.ToString(), cancellation);
    }

    private static string[] Cells(Municipality m) =>
    [
        m.Slug, m.Ags, m.Name, m.Kind,
        m.Inhabitants.ToString(CultureInfo.InvariantCulture),
        m.InhabitantsAsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        m.Website,
    ];

    private async Task WriteTopicsAsync(string folder, CancellationToken cancellation)
    {
        var topics = await session.Query<Topic>().ToListAsync(cancellation);
        var lines = topics.InOrder()
            .Select(t => new TopicLine { Id = t.Id, Name = t.Name, Description = t.Description });
        await WriteAsync(Path.Combine(folder, NetworkFiles.Topics), Yaml(lines.ToList()), cancellation);
    }

    private async Task WriteTextsAsync(string folder, CancellationToken cancellation)
    {
        var texts = await session.Query<NetworkText>().ToListAsync(cancellation);
        var folders = texts.OrderBy(text => text.Key, StringComparer.Ordinal)
            .ToLookup(text => text.Key.Contains('/', StringComparison.Ordinal) ? text.Key.Split('/')[0] : "");
        var own = folders[""].ToDictionary(text => text.Key, text => text.Value);
        await WriteAsync(Path.Combine(folder, NetworkFiles.Texts), Yaml(own), cancellation);
        foreach (var page in folders[NetworkFiles.LegalFolder])
            await WriteAsync(Path.Combine(folder, page.Key + ".md"), page.Value + "\n", cancellation);
        foreach (var list in folders[NetworkFiles.SearchFolder])
            await WriteAsync(Path.Combine(folder, list.Key + ".txt"), list.Value + "\n", cancellation);
    }

    private static string Yaml(object value) =>
        new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n")
            .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull).Build().Serialize(value);

    // A file appears whole or not at all.
    private static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".tmp";
        await File.WriteAllTextAsync(unfinished, text, Utf8, cancellation);
        File.Move(unfinished, path);
    }
}
