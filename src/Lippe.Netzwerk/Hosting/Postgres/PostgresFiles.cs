namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>The data directory of the embedded server and what lies in it.</summary>
internal sealed class PostgresFiles(string root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    public string Cluster => Path.Combine(Root, "cluster");

    public string NewCluster => Path.Combine(Root, "cluster.neu");

    public string Configuration => Path.Combine(Cluster, "postgresql.conf");

    public string Log => Path.Combine(Root, "postgres.log");

    public string StartLock => Path.Combine(Root, "start.lock");

    public string SocketLock => Path.Combine(Root, ".s.PGSQL.5432.lock");

    public string UsersLock => Path.Combine(Root, "users.lock");

    public bool HasCluster => Directory.Exists(Cluster);

    public bool HasPostmaster => File.Exists(Path.Combine(Cluster, "postmaster.pid"));

    /// <summary>
    /// Creates the directory, closed to everybody else, and gives it to the account the server runs as.
    /// </summary>
    public async Task<PostgresAccount> PrepareAsync(PostgresBinaries binaries, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedPostgresException(
                "Das mitgelieferte PostgreSQL läuft nur unter Linux. "
                + "Abhilfe: die Verbindung zu einem vorhandenen PostgreSQL "
                + $"ab {HubDatabase.OldestPostgres} einstellen.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Root)!);
            Directory.CreateDirectory(Root, OwnerOnly);
            File.SetUnixFileMode(Root, OwnerOnly);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new EmbeddedPostgresException(
                $"Das Datenverzeichnis {Root} ist für „{Environment.UserName}“ nicht zugänglich. "
                + "Abhilfe: als das Konto starten, dem es gehört (war es root: mit sudo), "
                + "oder mit --data ein anderes Verzeichnis wählen.",
                exception);
        }

        return await PostgresAccount.ForAsync(this, binaries, cancellation);
    }
}
