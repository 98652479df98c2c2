using Lippe.Netzwerk.Hosting.Postgres;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>
/// The PostgreSQL servers the store is tested on: the embedded one, and the oldest one supported where the machine has
/// it.
/// </summary>
public static class TestServers
{
    private static readonly string Oldest = "/usr/lib/postgresql/15/bin";

    /// <summary>Names for fixtures.</summary>
    public static IEnumerable<string> Names => Directory.Exists(Oldest) ? ["embedded", "15"] : ["embedded"];

    /// <summary>Starts a server of its own in a folder.</summary>
    public static Task<EmbeddedPostgres> StartAsync(string name, string folder) =>
        EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions
        {
            DataDirectory = folder,
            Durable = false,
            Programs = name == "15" ? Oldest : null,
        });
}
