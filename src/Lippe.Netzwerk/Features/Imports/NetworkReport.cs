namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What an import did to the network's own texts, topics and municipalities.</summary>
public sealed class NetworkReport
{
    private readonly List<KeptRecord> _kept = [];

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>What stayed as it was edited in the hub, although a file says something else.</summary>
    public IReadOnlyList<KeptRecord> Kept => _kept;

    internal void Count(bool isNew)
    {
        if (isNew)
            Added++;
        else
            Changed++;
    }

    internal void Keep(KeptRecord record) => _kept.Add(record);
}
