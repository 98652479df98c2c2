using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Who reads a digest: what they may see, what is near to them and what they asked for.</summary>
public sealed record DigestReader(Viewer Viewer, string Municipality, IReadOnlyList<string> Topics)
{
    /// <summary>How many places of nearness there are.</summary>
    public const int Places = 4;

    /// <summary>A visitor who is not signed in.</summary>
    public static readonly DigestReader Visitor = new(Viewer.Anonymous, "", []);

    public DigestRhythm Rhythm { get; init; } = DigestRhythm.Usual;

    /// <summary>Names of kinds; all when empty.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Municipalities besides the own one; all when empty.</summary>
    public IReadOnlyList<Guid> Municipalities { get; init; } = [];

    /// <summary>Documents that searches find which the reader keeps.</summary>
    public IReadOnlySet<Guid> Searched { get; init; } = new HashSet<Guid>();

    /// <summary>Keys of parts the reader does not want.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Whether the reader asked for such items.</summary>
    public bool Wants(NewsItem item)
    {
        var isOwn = item.MunicipalityId == Viewer.MunicipalityId;
        var isChosen = (isOwn || Municipalities.Count == 0 || Municipalities.Contains(item.MunicipalityId)) && (Kinds.Count == 0 || Kinds.Contains(item.Kind.ToString()));
        return (isChosen || Searched.Contains(item.Id))
            && (Without.Count == 0 || !Without.Contains(NewsPart.Of(Nearness(item))));
    }

    /// <summary>How near an item is: own searches, own municipality, own topics, the rest of the network.</summary>
    public Nearness Nearness(NewsItem item)
    {
        if (Searched.Contains(item.Id))
            return Digests.Nearness.OwnSearches;
        if (item.MunicipalityId == Viewer.MunicipalityId)
            return Digests.Nearness.OwnMunicipality;
        return item.Topics.Any(Topics.Contains) ? Digests.Nearness.OwnTopics : Digests.Nearness.Network;
    }

    /// <summary>What a section is called for this reader.</summary>
    public string Heading(Nearness nearness) => nearness switch
    {
        Digests.Nearness.OwnSearches => "Zu Ihren gemerkten Suchen",
        Digests.Nearness.OwnMunicipality => $"Für {Municipality}",
        Digests.Nearness.OwnTopics => "Zu Ihren Themen",
        _ => "Aus dem Netzwerk",
    };
}

/// <summary>Why an item stands where it does; the order of the sections.</summary>
public enum Nearness
{
    OwnSearches,
    OwnMunicipality,
    OwnTopics,
    Network,
}
