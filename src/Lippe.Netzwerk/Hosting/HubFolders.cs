namespace Lippe.Netzwerk.Hosting;

/// <summary>Finds the folders beside the application, in a checkout as well as on a server.</summary>
public static class HubFolders
{
    /// <summary><c>.data</c> at the top of the checkout; on a server, beside the application.</summary>
    public static string DefaultData => Path.Combine(Path.GetDirectoryName(Find("themes"))!, ".data");

    /// <summary>The nearest folder of that name, from the running program upwards.</summary>
    /// <remarks>Tests run beside the application's own folder.</remarks>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string[] candidates =
            [
                Path.Combine(folder.FullName, name),
                Path.Combine(folder.FullName, "src", "Lippe.Netzwerk", name),
            ];
            if (candidates.FirstOrDefault(Directory.Exists) is { } found)
                return found;
        }

        throw new DirectoryNotFoundException($"Der Ordner „{name}“ fehlt neben der Anwendung.");
    }
}
