using YamlDotNet.Serialization;

namespace Lippe.Netzwerk.Sources;

/// <summary>Where the network's own texts, municipalities and topics stand in a folder.</summary>
public static class NetworkFiles
{
    public const string Texts = "netzwerk.yml";
    public const string Municipalities = "kommunen.csv";
    public const string Topics = "themen.yml";

    /// <summary>Who uses what.</summary>
    public const string Adoptions = "nachnutzungen.yml";

    /// <summary>The folder of legal pages; each is a Markdown file.</summary>
    public const string LegalFolder = "recht";

    /// <summary>The folder of word lists; each is a text file.</summary>
    public const string SearchFolder = "suche";

    /// <summary>Whether a path, below the folder and with slashes, is one of them.</summary>
    public static bool Includes(string path) => path.Split('/') switch
    {
        [Texts or Municipalities or Topics or Adoptions] => true,
        [LegalFolder, var page] => page.EndsWith(".md", StringComparison.Ordinal),
        [SearchFolder, var list] => list.EndsWith(".txt", StringComparison.Ordinal),
        _ => false,
    };
}

/// <summary>A topic as the list of topics has it.</summary>
public sealed class TopicLine
{
    [YamlMember(Alias = "id")]
    public string Id { get; set; } = "";

    [YamlMember(Alias = "name")]
    public string Name { get; set; } = "";

    [YamlMember(Alias = "beschreibung")]
    public string Description { get; set; } = "";
}
