namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>Settings for a small machine of two cores.</summary>
/// <remarks>An operator's own are set with ALTER SYSTEM, which wins.</remarks>
internal static class PostgresConfiguration
{
    private const string Base = """
        # Written at every start; make your own settings with ALTER SYSTEM.
        listen_addresses = ''
        unix_socket_directories = '..'
        port = 5432
        max_connections = 200
        shared_buffers = 128MB
        wal_compression = on
        max_wal_size = 1GB
        jit = off
        lc_messages = 'C'
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_checkpoints = off

        """;

    // A lost test database is made again; waiting for the disk in every test is not worth it.
    private const string NotDurable = """
        fsync = off
        synchronous_commit = off
        full_page_writes = off

        """;

    public static string Text(bool durable) => durable ? Base : Base + NotDurable;
}
