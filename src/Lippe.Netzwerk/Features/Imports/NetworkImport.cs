using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Imports the network's own texts, municipalities and topics. Absent files change nothing.</summary>
public sealed class NetworkImport(IDocumentSession session)
{
    /// <summary>Takes over the files of a content folder; returns whether there were any.</summary>
    /// <exception cref="NetworkFileException">One of them is broken; nothing is taken over then.</exception>
    public async Task<bool> ImportAsync(string folder, CancellationToken cancellation)
    {
        var known = await ImportMunicipalitiesAsync(new(folder, NetworkFiles.Municipalities), cancellation);
        known |= await ImportTopicsAsync(new(folder, NetworkFiles.Topics), cancellation);
        known |= await ImportTextsAsync(folder, cancellation);
        await session.SaveChangesAsync(cancellation);
        return known;
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

    private async Task<bool> ImportMunicipalitiesAsync(NetworkFile file, CancellationToken cancellation)
    {
        if (!file.Exists)
            return false;
        var present = (await session.Query<Municipality>().ToListAsync(cancellation)).ToDictionary(m => m.Slug);
        foreach (var imported in await MunicipalityReader.ReadAsync(file, cancellation))
        {
            if (!present.TryGetValue(imported.Slug, out var municipality))
                session.Insert(imported);
            else if (FactsOf(municipality) != FactsOf(imported))
                session.Update(WithFactsOf(imported, municipality));
        }

        return true;
    }

    private static (string Ags, string Name, string Kind, int Inhabitants, DateOnly AsOf) FactsOf(Municipality m) =>
        (m.Ags, m.Name, m.Kind, m.Inhabitants, m.InhabitantsAsOf);

    private static Municipality WithFactsOf(Municipality imported, Municipality municipality)
    {
        (municipality.Ags, municipality.Name, municipality.Kind) = (imported.Ags, imported.Name, imported.Kind);
        (municipality.Inhabitants, municipality.InhabitantsAsOf) = (imported.Inhabitants, imported.InhabitantsAsOf);
        return municipality;
    }

    private async Task<bool> ImportTopicsAsync(NetworkFile file, CancellationToken cancellation)
    {
        if (!file.Exists)
            return false;
        var yaml = await NetworkYaml.OpenAsync(file, cancellation);
        var present = (await session.Query<Topic>().ToListAsync(cancellation)).ToDictionary(topic => topic.Id);
        foreach (var imported in yaml.Topics())
        {
            if (!present.TryGetValue(imported.Id, out var topic))
                session.Insert(imported);
            else if (FactsOf(topic) != FactsOf(imported))
                session.Update(imported);
        }

        return true;
    }

    private static (string Name, string Description, int Position) FactsOf(Topic topic) =>
        (topic.Name, topic.Description, topic.Position);

    private async Task<bool> ImportTextsAsync(string folder, CancellationToken cancellation)
    {
        var texts = await ReadTextsAsync(folder, cancellation);
        var present = (await session.Query<NetworkText>().ToListAsync(cancellation)).ToDictionary(text => text.Key);
        foreach (var (key, raw) in texts)
        {
            // The heading of a legal page says its title; a head would only repeat it.
            var value = SourceReader.BodyOf(PlainText.Clean(raw)).Trim('\n');
            var html = MarkdownRenderer.Render(value).Html;
            if (present.TryGetValue(key, out var text) && (text.Value, text.Html) == (value, html))
                continue;
            text ??= new NetworkText { Key = key, Value = value, Html = html };
            (text.Value, text.Html) = (value, html);
            session.Change(text);
        }

        return texts.Count > 0;
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
        return Directory.Exists(place)
            ? Directory.EnumerateFiles(place, pattern)
                .Select(file => new NetworkFile(folder, $"{name}/{Path.GetFileName(file)}"))
            : [];
    }

    // Named like the file with its folder, for example recht/impressum.
    private static string KeyOf(NetworkFile file) => Path.ChangeExtension(file.Name, null);
}
