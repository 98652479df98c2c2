using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>A failure that lasts a while, passes by itself, and fails whatever needs the same thing.</summary>
/// <param name="Kind">What is troubled.</param>
/// <param name="Reason">In German, with the cause first.</param>
internal sealed record Trouble(TroubleKind Kind, string Reason)
{
    /// <summary>The trouble behind a failure, whoever wrapped it; null when it is of another kind.</summary>
    public static Trouble? Of(Exception? e) => e switch
    {
        null => null,
        NpgsqlException failure when DiskFull.ReasonOf(failure) is { } full => new(TroubleKind.Database, full),
        NpgsqlException failure when failure.IsAway() =>
            new(TroubleKind.Database, DatabaseTrouble.ReasonWhileRunning(failure)),
        IOException failure when DiskFull.ReasonOf(failure) is { } full => new(TroubleKind.Disk, full),
        _ => Of(e.InnerException),
    };
}

/// <summary>What can be troubled.</summary>
internal enum TroubleKind
{
    /// <summary>It is away, or has no space.</summary>
    Database,

    /// <summary>This node's own disk has no space.</summary>
    Disk,
}
