using CsvHelper;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;
using YamlDotNet.Serialization;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Imports the network's own texts, municipalities and topics. Absent files change nothing.</summary>
public sealed class NetworkImport(IDocumentSession session)
{
    /// <summary>Takes over the files of a content folder; returns whether there were any.</summary>
    public async Task<bool> ImportAsync(string folder, CancellationToken cancellation)
    {
        var known = await ImportMunicipalitiesAsync(Path.Combine(folder, NetworkFiles.Municipalities), cancellation);
        known |= await ImportTopicsAsync(Path.Combine(folder, NetworkFiles.Topics), cancellation);
        known |= await ImportTextsAsync(folder, cancellation);
        await session.SaveChangesAsync(cancellation);
        return known;
    }

    private async Task<bool> ImportMunicipalitiesAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return false;
        using var csv = CsvReader.FromFile(file);
        var present = (await session.Query<Municipality>().ToListAsync(cancellation)).ToDictionary(m => m.Slug);
        csv.ReadHeader();
        while (csv.Read())
        {
            var imported = new Municipality
            {
                Slug = csv.GetString("slug"),
                Ags = csv.GetString("ags"),
                Name = csv.GetString("name"),
                Kind = csv.GetString("art"),
                Inhabitants = csv.Parse<int>("einwohner"),
                InhabitantsAsOf = csv.Parse<DateOnly>("stand"),
            };
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

    private async Task<bool> ImportTopicsAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return false;
        var lines = await ReadYamlAsync<List<TopicLine>>(file, cancellation);
        var present = (await session.Query<Topic>().ToListAsync(cancellation)).ToDictionary(topic => topic.Id);
        foreach (var (position, line) in lines.Index())
        {
            var imported = new Topic
            {
                Id = line.Id,
                Name = line.Name,
                Description = line.Description,
                Position = position,
            };
            if (!present.TryGetValue(line.Id, out var topic))
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
            var value = WithoutFrontMatter(PlainText.Clean(raw)).Trim('\n');
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
        var file = Path.Combine(folder, NetworkFiles.Texts);
        var texts = File.Exists(file) ? await ReadYamlAsync<Dictionary<string, string>>(file, cancellation) : [];
        var legal = FilesIn(folder, NetworkFiles.LegalFolder, "*.md");
        var lists = FilesIn(folder, NetworkFiles.SearchFolder, "*.txt");
        foreach (var page in legal.Concat(lists))
            texts[KeyOf(page)] = await File.ReadAllTextAsync(page, cancellation);
        return texts;
    }

    private static IEnumerable<string> FilesIn(string folder, string name, string pattern)
    {
        var place = Path.Combine(folder, name);
        return Directory.Exists(place) ? Directory.EnumerateFiles(place, pattern) : [];
    }

    // Named like the file with its folder, for example recht/impressum.
    private static string KeyOf(string file) =>
        $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileNameWithoutExtension(file)}";

    private static async Task<T> ReadYamlAsync<T>(string file, CancellationToken cancellation) =>
        new DeserializerBuilder().Build().Deserialize<T>(await File.ReadAllTextAsync(file, cancellation));

    // The heading of a legal page says its title; a front matter would only repeat it.
    private static string WithoutFrontMatter(string text)
    {
        const string Fence = "---\n";
        if (!text.StartsWith(Fence, StringComparison.Ordinal))
            return text;
        var end = text.IndexOf("\n" + Fence, StringComparison.Ordinal);
        return end < 0 ? text : text[(end + 1 + Fence.Length)..];
    }
}
