using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Reads the network's texts and topics, which are YAML files.</summary>
internal sealed class NetworkYaml
{
    private const string Broken =
        "Hier ist die Datei kein gültiges YAML. "
        + "Prüfen Sie Doppelpunkte, Klammern, Anführungszeichen, Einrückungen und doppelte Schlüssel.";

    private static readonly string[] TopicKeys = ["id", "name", "beschreibung"];

    private readonly NetworkFile _file;
    private readonly string _text;

    private NetworkYaml(NetworkFile file, string text)
    {
        _file = file;
        _text = text;
    }

    /// <exception cref="NetworkFileException">The file cannot be read, or is no text.</exception>
    public static async Task<NetworkYaml> OpenAsync(NetworkFile file, CancellationToken cancellation) =>
        new(file, await file.ReadAsync(cancellation));

    /// <summary>The file's texts by their keys.</summary>
    /// <exception cref="NetworkFileException">A line is wrong.</exception>
    public IReadOnlyDictionary<string, string> Texts()
    {
        if (Root() is not { } root)
            return new Dictionary<string, string>();
        return root is YamlMappingNode mapping
            ? Scalars(mapping)
            : throw Fault(root, "Die Datei muss aus Zeilen der Form „schlüssel: wert“ bestehen.");
    }

    /// <summary>The file's topics in their order.</summary>
    /// <exception cref="NetworkFileException">A line is wrong.</exception>
    public IReadOnlyList<Topic> Topics()
    {
        var topics = new Dictionary<string, Topic>();
        foreach (var line in Lines(TopicKeys))
        {
            var topic = new Topic
            {
                Id = line.Required("id"),
                Name = line.Required("name"),
                Description = line.Text("beschreibung"),
                Position = topics.Count,
            };
            if (!topics.TryAdd(topic.Id, topic))
                throw line.Fault($"Das Thema {NetworkFile.Quote(topic.Id)} steht schon weiter oben.");
        }

        return [.. topics.Values];
    }

    /// <summary>The entries of a file that is a list, each with values of its own.</summary>
    /// <param name="keys">Those an entry may have, the one it begins with first.</param>
    /// <exception cref="NetworkFileException">A line is wrong.</exception>
    public IReadOnlyList<YamlLine> Lines(IReadOnlyList<string> keys)
    {
        if (Root() is not { } root)
            return [];
        return root is YamlSequenceNode sequence
            ? [.. sequence.Select(node => LineOf(node, keys))]
            : throw Fault(root, $"Die Datei muss eine Liste sein: je Eintrag „- {keys[0]}: …“.");
    }

    private YamlLine LineOf(YamlNode node, IReadOnlyList<string> keys)
    {
        if (node is not YamlMappingNode mapping)
            throw Fault(node, $"Jeder Eintrag braucht eigene Angaben: „- {keys[0]}: …“ und darunter die weiteren.");
        var values = Scalars(mapping);
        if (mapping.Children.Keys.FirstOrDefault(key => !keys.Contains(KeyOf(key))) is { } foreign)
        {
            throw Fault(
                foreign,
                $"Die Angabe {NetworkFile.Quote(KeyOf(foreign))} gibt es hier nicht. "
                + $"Erlaubt sind: {string.Join(", ", keys)}.");
        }

        return new YamlLine(_file, LineOf(node.Start), values);
    }

    private Dictionary<string, string> Scalars(YamlMappingNode mapping) =>
        mapping.ToDictionary(entry => KeyOf(entry.Key), entry => entry.Value is YamlScalarNode scalar
            ? scalar.Value ?? ""
            : throw Fault(entry.Value, $"{NetworkFile.Quote(KeyOf(entry.Key))} muss ein einzelner Text sein."));

    private string KeyOf(YamlNode key) => key is YamlScalarNode { Value: { Length: > 0 } name }
        ? name
        : throw Fault(key, "Ein Schlüssel muss ein einzelnes Wort sein.");

    private YamlNode? Root()
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new ShallowParser(new Parser(new StringReader(_text))));
            return yaml.Documents.Count == 0 ? null : yaml.Documents[0].RootNode;
        }
        catch (YamlRefusal e)
        {
            throw _file.Fault(LineOf(e.Start), e.Message, e);
        }
        catch (YamlException e)
        {
            throw _file.Fault(LineOf(e.Start), Broken, e);
        }
        // The library's own way to refuse some broken keys and values; it names no line.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw _file.Fault(1, Broken, e);
        }
    }

    private NetworkFileException Fault(YamlNode node, string reason) => _file.Fault(LineOf(node.Start), reason);

    private static int LineOf(Mark mark) => (int)Math.Max(1, mark.Line);
}
