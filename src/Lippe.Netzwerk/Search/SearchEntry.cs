using NpgsqlTypes;

namespace Lippe.Netzwerk.Search;

/// <summary>What search knows of a document; written in the transaction of the save.</summary>
public sealed class SearchEntry
{
    public Guid DocumentId { get; init; }

    /// <summary>Lexemes with their places: title weighted A, summary and topics B, headings C, body D.</summary>
    public NpgsqlTsVector Vector { get; init; } = null!;

    /// <summary>The plain words of summary and body, for excerpts.</summary>
    public string Text { get; init; } = "";
}
