namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>
/// The account PostgreSQL runs as: the current one, or an unprivileged one for root, as which it refuses to run.
/// </summary>
internal sealed class PostgresAccount
{
    private static readonly string[] UnprivilegedNames = ["postgres", "nobody"];

    // For a repository below /root: the account may pass directories that are closed to it, and still writes only its
    // own files. The secure bit makes access(2), with which PostgreSQL looks for itself, heed the capability.
    private static readonly string[] PassClosedDirectories =
        ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", "--securebits=+no_setuid_fixup"];

    private readonly string[] _prefix;

    private PostgresAccount(params string[] prefix) => _prefix = prefix;

    public static async Task<PostgresAccount> ForAsync(
        PostgresFiles files, PostgresBinaries binaries, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return new PostgresAccount();
        var owned = files.HasCluster ? files.Cluster : files.Root;
        var owner = await NativeProgram.OutputAsync(["stat", "--format=%U", owned], cancellation);
        var user = FindUser(owner is "root" ? UnprivilegedNames : [owner]);
        if (owner is "root")
        {
            await NativeProgram.OutputAsync(
                ["chown", "--recursive", $"{user.Id}:{user.Group}", files.Root], cancellation);
        }

        string[] drop = ["setpriv", $"--reuid={user.Id}", $"--regid={user.Group}", "--clear-groups"];
        PostgresAccount[] accounts = [new([.. drop, "--"]), new([.. drop, .. PassClosedDirectories, "--"])];
        foreach (var account in accounts)
        {
            if (await account.CanReachAsync(files, binaries, cancellation))
                return account;
        }

        throw Unreachable(user.Name, files, binaries);
    }

    /// <summary>The same command, run as this account.</summary>
    public string[] Run(params string[] command) => [.. _prefix, .. command];

    private async Task<bool> CanReachAsync(
        PostgresFiles files, PostgresBinaries binaries, CancellationToken cancellation)
    {
        var test = Run("test", "-x", binaries.Postgres, "-a", "-w", files.Root);
        return (await NativeProgram.RunAsync(test, cancellation)).ExitCode is 0;
    }

    private static User FindUser(string[] names)
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3)
            .ToDictionary(fields => fields[0], fields => new User(fields[0], fields[2], fields[3]));
        return names.Select(users.GetValueOrDefault).FirstOrDefault(user => user is not null)
            ?? throw new EmbeddedPostgresException(
                $"PostgreSQL läuft nicht als root, und das Konto „{string.Join("“ oder „", names)}“ fehlt. "
                + "Abhilfe: useradd --system postgres");
    }

    private static EmbeddedPostgresException Unreachable(string user, PostgresFiles files, PostgresBinaries binaries)
    {
        var closed = Parents(binaries.Postgres).Concat(Parents(files.Root))
            .FirstOrDefault(directory => !new DirectoryInfo(directory).UnixFileMode.HasFlag(UnixFileMode.OtherExecute));
        var remedy = closed is null
            ? "das Repository und die Daten (--data) in ein Verzeichnis legen, das dieses Konto lesen darf."
            : $"chmod o+x {closed}, oder das Repository und die Daten (--data) an einen offenen Ort legen, "
                + "zum Beispiel unter /opt.";
        return new EmbeddedPostgresException(
            $"PostgreSQL läuft hier als „{user}“ und erreicht {files.Root} oder {binaries.Directory} nicht. "
            + $"Abhilfe: {remedy}");
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var parent = Path.GetDirectoryName(path); parent is not null; parent = Path.GetDirectoryName(parent))
            yield return parent;
    }

    private sealed record User(string Name, string Id, string Group);
}
