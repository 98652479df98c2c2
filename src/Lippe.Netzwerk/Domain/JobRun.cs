namespace Lippe.Netzwerk.Domain;

/// <summary>One run of a background job.</summary>
public sealed class JobRun
{
    /// <summary>How long a run is remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The job's name in the schedule.</summary>
    public required string Job { get; init; }

    /// <summary>The machine and process it ran in.</summary>
    public required string Node { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, or when its process died.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What went wrong, without anything personal; null when all went well.</summary>
    public string? Error { get; init; }
}
