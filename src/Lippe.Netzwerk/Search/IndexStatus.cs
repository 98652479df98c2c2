namespace Lippe.Netzwerk.Search;

/// <summary>How a node's index is doing.</summary>
/// <param name="State">What it can do.</param>
/// <param name="Done">Documents of the build under way that are in; 0 when none is.</param>
/// <param name="Total">Documents that it will hold.</param>
public sealed record IndexStatus(IndexReadiness State, int Done, int Total);

/// <summary>What a node's index can do.</summary>
public enum IndexReadiness
{
    /// <summary>It was not opened yet.</summary>
    Closed,

    /// <summary>It is filled for the first time and finds what is in already.</summary>
    Filling,

    /// <summary>It answers, and another one is built beside it.</summary>
    Rebuilding,

    Ready,
}
