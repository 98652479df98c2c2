using Microsoft.Extensions.Logging.Abstractions;

namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>Where the embedded PostgreSQL keeps its data and finds its programs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Directory of its own for cluster, log and socket; created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Folder of initdb, pg_ctl and postgres; those of the npm package when null.</summary>
    public string? Programs { get; init; }

    /// <summary>False trades safety after a power cut for speed: for tests only.</summary>
    public bool Durable { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
