using CsvHelper;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;
using YamlDotNet.Serialization;

namespace Lippe.Netzwerk.Sources;

/// <summary>Imports what the network itself is: its texts, municipalities and topics. Absent files change nothing.</summary>
public sealed class NetworkImport(HubDbContext db)
{
    internal const string TextsFile = "netzwerk.yml";
    internal const string MunicipalitiesFile = "kommunen.csv";
    internal const string TopicsFile = "themen.yml";
    internal const string LegalFolder = "recht";
    internal const string SearchFolder = "suche";

    /// <summary>Takes over the files of a content folder; returns whether there were any.</summary>
    public async Task<bool> ImportAsync(string folder, CancellationToken cancellation)
    {
        var known = await ImportMunicipalitiesAsync(Path.Combine(folder, MunicipalitiesFile), cancellation);
        known |= await ImportTopicsAsync(Path.Combine(folder, TopicsFile), cancellation);
        known |= await ImportTextsAsync(folder, cancellation);
        var changed = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified)
            .Select(entry => KeyOf(entry.Entity)).ToLookup(key => key.Kind, key => key.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        foreach (var kind in changed)
            await ChangeRows.AddAsync(db, kind.Key, [.. kind], cancellation);
        await transaction.CommitAsync(cancellation);
        return known;
    }

    private static (string Kind, string Id) KeyOf(object entity) => entity switch
    {
        Municipality municipality => (Changes.Municipality, municipality.Id.ToString()),
        Topic topic => (Changes.Topic, topic.Id),
        _ => (Changes.NetworkText, ((NetworkText)entity).Key),
    };

    private async Task<bool> ImportMunicipalitiesAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return false;
        using var csv = CsvReader.FromFile(file);
        var present = await db.Municipalities.ToDictionaryAsync(m => m.Slug, cancellation);
        csv.ReadHeader();
        while (csv.Read())
        {
            var slug = csv.GetString("slug");
            if (!present.TryGetValue(slug, out var municipality))
                db.Add(municipality = new Municipality { Slug = slug, Ags = "", Name = "", Kind = "", Inhabitants = 0, InhabitantsAsOf = default });
            municipality.Ags = csv.GetString("ags");
            municipality.Name = csv.GetString("name");
            municipality.Kind = csv.GetString("art");
            municipality.Inhabitants = csv.Parse<int>("einwohner");
            municipality.InhabitantsAsOf = csv.Parse<DateOnly>("stand");
        }

        return true;
    }

    private async Task<bool> ImportTopicsAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return false;
        var lines = new DeserializerBuilder().Build().Deserialize<List<TopicLine>>(await File.ReadAllTextAsync(file, cancellation));
        var present = await db.Topics.ToDictionaryAsync(topic => topic.Id, cancellation);
        foreach (var (position, line) in lines.Index())
        {
            if (present.TryGetValue(line.id, out var topic))
                (topic.Name, topic.Description, topic.Position) = (line.name, line.beschreibung, position);
            else
                db.Add(new Topic { Id = line.id, Name = line.name, Description = line.beschreibung, Position = position });
        }

        return true;
    }

    private async Task<bool> ImportTextsAsync(string folder, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string>();
        var file = Path.Combine(folder, TextsFile);
        if (File.Exists(file))
            texts = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file, cancellation));
        var legal = Path.Combine(folder, LegalFolder);
        foreach (var page in Directory.Exists(legal) ? Directory.EnumerateFiles(legal, "*.md") : [])
            texts[$"{LegalFolder}/{Path.GetFileNameWithoutExtension(page)}"] = await File.ReadAllTextAsync(page, cancellation);

        var search = Path.Combine(folder, SearchFolder);
        foreach (var list in Directory.Exists(search) ? Directory.EnumerateFiles(search, "*.txt") : [])
            texts[$"{SearchFolder}/{Path.GetFileNameWithoutExtension(list)}"] = await File.ReadAllTextAsync(list, cancellation);

        var present = await db.NetworkTexts.ToDictionaryAsync(text => text.Key, cancellation);
        foreach (var (key, raw) in texts)
        {
            var value = WithoutFrontMatter(PlainText.Clean(raw)).Trim('\n');
            var html = MarkdownRenderer.Render(value).Html;
            if (present.TryGetValue(key, out var text))
                (text.Value, text.Html) = (value, html);
            else
                db.Add(new NetworkText { Key = key, Value = value, Html = html });
        }

        return texts.Count > 0;
    }

    // The heading of a legal page says its title; a front matter would only repeat it.
    private static string WithoutFrontMatter(string text)
    {
        var end = text.StartsWith("---\n", StringComparison.Ordinal) ? text.IndexOf("\n---\n", StringComparison.Ordinal) : -1;
        return end < 0 ? text : text[(end + 5)..];
    }

    // Named as in the files, so that the libraries bind them without a map.
#pragma warning disable IDE1006, CA1812
    internal sealed class TopicLine
    {
        public string id { get; set; } = "";

        public string name { get; set; } = "";

        public string beschreibung { get; set; } = "";
    }
#pragma warning restore IDE1006, CA1812
}
