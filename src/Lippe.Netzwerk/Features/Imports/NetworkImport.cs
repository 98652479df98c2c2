using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>
/// Imports the network's own texts, municipalities and topics. Absent files change nothing, and no file changes what
/// somebody edited in the hub.
/// </summary>
public sealed class NetworkImport(IDocumentSession session)
{
    private static readonly EnumerationOptions NoLinks = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
    };

    private NetworkReport _report = new();

    /// <summary>Takes over the files of a content folder.</summary>
    /// <exception cref="NetworkFileException">One of them is broken; nothing is taken over then.</exception>
    public async Task<NetworkReport> ImportAsync(string folder, CancellationToken cancellation)
    {
        _report = new NetworkReport();
        await ImportMunicipalitiesAsync(new(folder, NetworkFiles.Municipalities), cancellation);
        await ImportTopicsAsync(new(folder, NetworkFiles.Topics), cancellation);
        await ImportTextsAsync(folder, cancellation);
        await session.SaveChangesAsync(cancellation);
        return _report;
    }

    /// <summary>Every document belongs to a municipality: without one none can be imported.</summary>
    /// <exception cref="NetworkFileException">There is none.</exception>
    public async Task RequireMunicipalitiesAsync(string folder, CancellationToken cancellation)
    {
        if (await session.Query<Municipality>().AnyAsync(cancellation))
            return;
        throw new NetworkFile(folder, NetworkFiles.Municipalities).Fault(
            1, $"Dokumente brauchen eine Kommune. Tragen Sie in {folder} mindestens eine ein.");
    }

    private async Task ImportMunicipalitiesAsync(NetworkFile file, CancellationToken cancellation)
    {
        if (!file.Exists)
            return;
        var present = (await session.Query<Municipality>().ToListAsync(cancellation)).ToDictionary(m => m.Slug);
        foreach (var imported in await MunicipalityReader.ReadAsync(file, cancellation))
        {
            if (!present.TryGetValue(imported.Slug, out var municipality))
                Change(imported);
            else if (!municipality.SaysTheSameAs(imported) && !Keeps(municipality, file.Name, municipality.Name))
            {
                municipality.TakeOver(imported);
                Change(municipality);
            }
        }
    }

    private async Task ImportTopicsAsync(NetworkFile file, CancellationToken cancellation)
    {
        if (!file.Exists)
            return;
        var yaml = await NetworkYaml.OpenAsync(file, cancellation);
        var present = (await session.Query<Topic>().ToListAsync(cancellation)).ToDictionary(topic => topic.Id);
        var removed = await RemovedTopicsAsync(cancellation);
        foreach (var imported in yaml.Topics())
        {
            if (!present.TryGetValue(imported.Id, out var topic))
            {
                if (removed.Contains(imported.Id))
                    _report.Keep(new KeptRecord(file.Name, imported.Name, IsRemoved: true));
                else
                    Change(imported);
            }
            else if (FactsOf(topic) != FactsOf(imported) && !Keeps(topic, file.Name, topic.Name))
            {
                (topic.Name, topic.Description, topic.Position) = FactsOf(imported);
                Change(topic);
            }
        }
    }

    private async Task<HashSet<string>> RemovedTopicsAsync(CancellationToken cancellation) =>
    [
        .. await session.Query<Activity>()
            .Where(activity => activity.Kind == RecordKinds.Topic && activity.Deed == "deleted")
            .Select(activity => activity.SubjectId).ToListAsync(cancellation),
    ];

    private static (string Name, string Description, int Position) FactsOf(Topic topic) =>
        (topic.Name, topic.Description, topic.Position);

    // What people decided in the hub is newer than any file.
    private bool Keeps(INetworkRecord record, string file, string name)
    {
        if (record.IsEdited)
            _report.Keep(new KeptRecord(file, name, IsRemoved: false));
        return record.IsEdited;
    }

    private async Task ImportTextsAsync(string folder, CancellationToken cancellation)
    {
        var texts = await ReadTextsAsync(folder, cancellation);
        var present = (await session.Query<NetworkText>().ToListAsync(cancellation)).ToDictionary(text => text.Key);
        foreach (var (key, raw) in texts)
        {
            // The heading of a legal page says its title; a head would only repeat it.
            var value = SourceReader.BodyOf(PlainText.Clean(raw)).Trim('\n');
            var rendering = MarkdownRenderer.Render(value);
            if (present.TryGetValue(key, out var text)
                && ((text.Value, text.Html) == (value, rendering.Html) || Keeps(text, FileOf(key), key)))
                continue;
            text ??= new NetworkText { Key = key, Value = value, Html = rendering.Html };
            (text.Value, text.Html, text.Renderer) = (value, rendering.Html, rendering.Renderer);
            Change(text);
        }
    }

    private void Change<T>(T record)
        where T : IVersioned
    {
        _report.Count(isNew: record.Version == 0);
        session.Change(record);
    }

    private static async Task<Dictionary<string, string>> ReadTextsAsync(string folder, CancellationToken cancellation)
    {
        var file = new NetworkFile(folder, NetworkFiles.Texts);
        Dictionary<string, string> texts = file.Exists
            ? new((await NetworkYaml.OpenAsync(file, cancellation)).Texts())
            : [];
        var legal = FilesIn(folder, NetworkFiles.LegalFolder, "*.md");
        var lists = FilesIn(folder, NetworkFiles.SearchFolder, "*.txt");
        foreach (var page in legal.Concat(lists))
            texts[KeyOf(page)] = await page.ReadAsync(cancellation);
        return texts;
    }

    private static IEnumerable<NetworkFile> FilesIn(string folder, string name, string pattern)
    {
        var place = Path.Combine(folder, name);
        return new DirectoryInfo(place) is { Exists: true, LinkTarget: null }
            ? Directory.EnumerateFiles(place, pattern, NoLinks)
                .Select(file => new NetworkFile(folder, $"{name}/{Path.GetFileName(file)}"))
            : [];
    }

    // Named like the file with its folder, for example recht/impressum.
    private static string KeyOf(NetworkFile file) => Path.ChangeExtension(file.Name, null);

    private static string FileOf(string key) => key.Split('/') switch
    {
        [NetworkFiles.LegalFolder, _] => $"{key}.md",
        [NetworkFiles.SearchFolder, _] => $"{key}.txt",
        _ => NetworkFiles.Texts,
    };
}
