using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Who reads a digest: what they may see, what is near to them and what they asked for.</summary>
public sealed record DigestReader(Viewer Viewer, string Municipality)
{
    /// <summary>How many places of nearness there are.</summary>
    public const int Places = 4;

    /// <summary>A visitor who is not signed in.</summary>
    public static readonly DigestReader Visitor = new(Viewer.Anonymous, "");

    /// <summary>Where mails reach them; empty for a reader of pages only.</summary>
    public string Address { get; init; } = "";

    public DigestRhythm Rhythm { get; init; } = DigestRhythm.Usual;

    /// <summary>Keys of the topics they want to see first.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Names of kinds; all when empty.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Municipalities besides the own one; all when empty.</summary>
    public IReadOnlyList<Guid> Municipalities { get; init; } = [];

    /// <summary>Documents that searches find which the reader keeps.</summary>
    public IReadOnlySet<Guid> Searched { get; init; } = new HashSet<Guid>();

    /// <summary>Keys of parts the reader does not want.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Whom links in their mails act for: a member or a subscriber; nobody when empty.</summary>
    public Guid Id { get; init; } = Viewer.MemberId ?? Guid.Empty;

    /// <summary>Whether they are a member, who chooses and is told more than visitors.</summary>
    public bool IsMember => Viewer.IsSignedIn;

    /// <summary>A member with all they chose.</summary>
    public static DigestReader Of(Member member, Municipality municipality) => new(member.ToViewer(), municipality.Name)
    {
        Address = member.Email!,
        Rhythm = member.DigestRhythm,
        Topics = member.Topics,
        Kinds = member.DigestKinds,
        Municipalities = member.DigestMunicipalities,
        Without = member.DigestWithout,
    };

    /// <summary>Somebody without an account, who reads what visitors read.</summary>
    public static DigestReader Of(Subscriber subscriber) =>
        Visitor with { Id = subscriber.Id, Address = subscriber.Email };

    /// <summary>Nobody in particular: somebody of a role who chose nothing, to see what such a reader sees.</summary>
    public static DigestReader Neutral(Role role, Municipality municipality) =>
        new(new Viewer(Guid.Empty, $"{role.Word()} aus {municipality.Name}", role, municipality.Id), municipality.Name);

    /// <summary>Whether the reader asked for such items.</summary>
    public bool Wants(NewsItem item)
    {
        var isOwn = item.MunicipalityId == Viewer.MunicipalityId;
        var isFromChosen = isOwn || Municipalities.Count == 0 || Municipalities.Contains(item.MunicipalityId);
        var isChosen = isFromChosen && (Kinds.Count == 0 || Kinds.Contains(item.Kind.ToString()));
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
        Digests.Nearness.OwnMunicipality => $"Aus {Municipality}",
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
