namespace Lippe.Netzwerk.Search;

/// <summary>How a node's index is doing.</summary>
/// <param name="Readiness">What it can do.</param>
/// <param name="Done">Documents of the build under way that are in; 0 when none is.</param>
/// <param name="Total">Documents that it will hold; 0 when none is under way.</param>
/// <param name="Documents">What it finds at most.</param>
/// <param name="Bytes">What it takes on the disk.</param>
/// <param name="CommittedAt">When it was last written to the disk; null before the first time.</param>
public sealed record IndexStatus(
    IndexReadiness Readiness, int Done, int Total, int Documents, long Bytes, DateTimeOffset? CommittedAt)
{
    /// <summary>What the disk refused; null while all is well.</summary>
    public string? Trouble { get; init; }

    /// <summary>How much of the build under way is done, in percent.</summary>
    public int Percent => Total == 0 ? 0 : (int)(100L * Math.Min(Done, Total) / Total);
}

/// <summary>What a node's index can do.</summary>
public enum IndexReadiness
{
    /// <summary>It was not opened yet.</summary>
    Closed,

    /// <summary>It is filled for the first time and finds what is in already.</summary>
    Filling,

    /// <summary>It answers, and another one is built beside it.</summary>
    Rebuilding,

    /// <summary>It answers as it was when the disk failed it.</summary>
    Stale,

    Ready,
}
