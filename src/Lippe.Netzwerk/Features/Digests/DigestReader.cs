using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Who reads a digest: what they may see and what is near to them.</summary>
public sealed record DigestReader(Viewer Viewer, string Municipality, IReadOnlyList<string> Topics)
{
    /// <summary>A visitor who is not signed in.</summary>
    public static readonly DigestReader Visitor = new(Viewer.Anonymous, "", []);

    /// <summary>How near an item is: own municipality, own topics, the rest of the network.</summary>
    public Nearness Nearness(NewsItem item)
    {
        if (item.MunicipalityId == Viewer.MunicipalityId)
            return Digests.Nearness.OwnMunicipality;
        return item.Topics.Any(Topics.Contains) ? Digests.Nearness.OwnTopics : Digests.Nearness.Network;
    }

    /// <summary>What a section is called for this reader.</summary>
    public string Heading(Nearness nearness) => nearness switch
    {
        Digests.Nearness.OwnMunicipality => $"Für {Municipality}",
        Digests.Nearness.OwnTopics => "Zu Ihren Themen",
        _ => "Aus dem Netzwerk",
    };
}

/// <summary>Why an item stands where it does; the order of the sections.</summary>
public enum Nearness
{
    OwnMunicipality,
    OwnTopics,
    Network,
}
