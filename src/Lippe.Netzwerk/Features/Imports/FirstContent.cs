namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Remembers whether the content an empty hub begins with is there.</summary>
/// <remarks>There is one; without it nobody has looked yet.</remarks>
public sealed class FirstContent
{
    /// <summary>The only identifier.</summary>
    public const string Only = "first-content";

    public string Id { get; private set; } = Only;

    /// <summary>Null while documents are missing, because taking them over was interrupted.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>From now on the hub's content is what its members make of it.</summary>
    public void Complete(DateTimeOffset at) => CompletedAt = at;
}
