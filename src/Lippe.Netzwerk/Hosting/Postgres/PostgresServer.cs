namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>Sets up, starts and stops the server of one data directory with PostgreSQL's own programs.</summary>
internal sealed class PostgresServer(
    PostgresBinaries binaries, PostgresFiles files, PostgresAccount account, bool durable)
{
    /// <summary>Name of the cluster's only role and of the application's database.</summary>
    public const string Name = "netzwerk";

    // Every process of a server is called postgres and works in its cluster's folder. A number in postmaster.pid alone
    // says little: after a crash any other process may have got it, and a shell may stand in the folder.
    private const string IsOurs =
        """
        is_ours() {
          read -r name <"/proc/$1/comm" && [ "$name" = postgres ] && [ "/proc/$1/cwd" -ef "$2" ]
        } 2>/dev/null

        """;

    private const string WhenOurs = IsOurs +
        """
        read -r pid <"$1/postmaster.pid" && is_ours "$pid" "$1" || exit 0
        shift
        exec "$@"
        """;

    private const string ForgetWhenUnused = IsOurs +
        """
        for process in /proc/[0-9]*; do
          if is_ours "${process#/proc/}" "$1"; then exit 0; fi
        done
        rm -f "$1/postmaster.pid" "$2"
        """;

    public PostgresFiles Files => files;

    /// <summary>
    /// Creates the cluster aside and renames it, so that an interrupted set-up leaves nothing half done.
    /// </summary>
    public async Task InitialiseAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(files.NewCluster))
            Directory.Delete(files.NewCluster, recursive: true);
        await NativeProgram.OutputAsync(account.Run(
            binaries.InitDb, "--pgdata", files.NewCluster, "--username", Name, "--encoding=UTF8",
            // ICU comes with the package, so that a cluster is the same on every machine.
            "--locale-provider=icu", "--icu-locale=de-DE", "--locale=C.UTF-8", "--lc-messages=C",
            "--auth-local=trust", "--auth-host=reject", "--no-instructions",
            durable ? "--sync-method=fsync" : "--no-sync"), cancellation);
        Directory.Move(files.NewCluster, files.Cluster);
    }

    /// <summary>Starts the server in a session of its own and returns when it accepts connections.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(files.Configuration, PostgresConfiguration.Text(durable), cancellation);
        if (File.Exists(files.Log))
            File.Move(files.Log, files.Log + ".1", overwrite: true);
        // Not cancelled half-way: a server without its pid file yet could not be stopped.
        var start = account.Run(
            binaries.PgCtl, "start", "--pgdata", files.Cluster, "--log", files.Log,
            "--wait", "--timeout=300", "--silent");
        var (exitCode, text) = await NativeProgram.RunAsync(start, CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (exitCode is not 0)
            throw new EmbeddedPostgresException($"PostgreSQL startet nicht: {text}{Environment.NewLine}{LastOfLog()}");
    }

    /// <summary>
    /// Removes what a crashed server left to say that it runs; PostgreSQL would believe it as soon as another process
    /// has its number.
    /// </summary>
    public async Task ForgetCrashedAsync(CancellationToken cancellation)
    {
        if (files.HasPostmaster)
        {
            var forget = account.Run("sh", "-c", ForgetWhenUnused, "sh", files.Cluster, files.SocketLock);
            await NativeProgram.OutputAsync(forget, cancellation);
        }
    }

    /// <summary>Stops the server, ending open connections; does nothing when none runs.</summary>
    public async Task StopAsync()
    {
        if (!files.HasPostmaster)
            return;
        var (exitCode, text) = await NativeProgram.RunAsync(StopCommand(), CancellationToken.None);
        if (exitCode is not 0 && await IsRunningAsync())
            throw new EmbeddedPostgresException($"PostgreSQL lässt sich nicht beenden: {text}");
    }

    /// <summary>Leaves a process behind that stops the server should every user of it crash.</summary>
    public void StopWhenUnused() => NativeProgram.Leave(["flock", "--exclusive", files.UsersLock, .. StopCommand()]);

    private async Task<bool> IsRunningAsync()
    {
        var status = account.Run(binaries.PgCtl, "status", "--pgdata", files.Cluster);
        return (await NativeProgram.RunAsync(status, CancellationToken.None)).ExitCode is 0;
    }

    private string[] StopCommand() => account.Run(
        "sh", "-c", WhenOurs, "sh", files.Cluster,
        binaries.PgCtl, "stop", "--pgdata", files.Cluster, "--mode=fast", "--wait", "--silent");

    private string LastOfLog() => File.Exists(files.Log)
        ? string.Join(Environment.NewLine, File.ReadLines(files.Log).TakeLast(10))
        : "";
}
