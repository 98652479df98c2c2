namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What an import keeps of a file: when it and its document last said the same.</summary>
public sealed record ImportedFile
{
    /// <summary>The document's.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of the whole file.</summary>
    public required string Hash { get; init; }

    /// <summary>The document's, when both said the same.</summary>
    public required long Version { get; init; }
}
