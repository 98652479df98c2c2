using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Domain;

/// <summary>A field of work documents belong to.</summary>
/// <remarks>Comes from the content folder until somebody edits it.</remarks>
public sealed class Topic : INetworkRecord
{
    /// <summary>More characters than any name needs.</summary>
    public const int LongestName = 80;

    public const int LongestDescription = 300;

    /// <summary>The stable key, for example <c>mobilitaet</c>; it stands in addresses and files.</summary>
    public required string Id { get; init; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Topic, Id);

    string INetworkRecord.Content => $"Name: {Name}\nBeschreibung: {Description}\nStelle: {Position + 1}";

    public required string Name { get; set; }

    public required string Description { get; set; }

    /// <summary>Position in lists, from 0.</summary>
    public required int Position { get; set; }

    public bool IsEdited { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether a name would be taken for this topic's.</summary>
    public bool IsCalled(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Somebody names and describes it anew.</summary>
    public void Edit(string name, string description) =>
        (Name, Description, IsEdited) = (name, description, true);

    /// <summary>Somebody gives it another place in lists.</summary>
    public void MoveTo(int position) => (Position, IsEdited) = (position, true);
}

/// <summary>The order of topics.</summary>
public static class TopicOrder
{
    /// <summary>As lists show them; of two that a file put in one place, by name.</summary>
    public static IEnumerable<Topic> InOrder(this IEnumerable<Topic> topics) =>
        topics.OrderBy(topic => topic.Position).ThenBy(topic => topic.Name, GermanOrder.Comparer);
}
