using System.Text.Json;

namespace Lippe.Netzwerk.Hosting.Backups;

/// <summary>What a backup holds, and how to tell that nothing of it is missing or changed.</summary>
/// <param name="Format">How the archive is laid out.</param>
/// <param name="Program">The version that wrote it.</param>
/// <param name="Schema">The number of the database's schema.</param>
/// <param name="Postgres">The version of the server.</param>
/// <param name="At">Whose state it holds.</param>
/// <param name="Documents">How many are in it.</param>
/// <param name="Members">How many are in it.</param>
/// <param name="Files">All files of the archive but the manifest itself.</param>
internal sealed record BackupManifest(
    int Format,
    string Program,
    int Schema,
    string Postgres,
    DateTimeOffset At,
    int Documents,
    int Members,
    IReadOnlyList<BackupFile> Files)
{
    /// <summary>The layout this program writes; it reads no newer one.</summary>
    public const int NewestFormat = 1;

    /// <summary>Its name in the archive.</summary>
    public const string Name = "inhalt.json";

    /// <summary>How it is written; what lacks something is none.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

/// <summary>A file of the archive.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Its lines, which are rows of a table.</param>
/// <param name="Sha256">64 digits.</param>
/// <param name="Table">The table and columns whose rows it holds, as <c>copy</c> wants them; null for commands.</param>
internal sealed record BackupFile(string Name, long Bytes, long Rows, string Sha256, string? Table);
