using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The search page.</summary>
public sealed record SearchPage(
    SearchForm Form,
    SearchQuery Query,
    SearchResults Results,
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<Municipality> Municipalities,
    IReadOnlyDictionary<string, string> TopicNames)
{
    /// <summary>Whether something was searched or narrowed at all.</summary>
    public bool WasAsked => !Query.IsEmpty || Form.IsNarrowed;

    /// <summary>Number of hits of the chosen kind.</summary>
    public int Total => Words.KindOfPath(Form.Kind) is { } kind ? Results.CountOf(kind) : Results.Total;
}

/// <summary>One page of hits that match the whole question, and how many there are of each kind.</summary>
public sealed record SearchResults(IReadOnlyList<SearchHit> Hits, IReadOnlyDictionary<DocumentKind, int> Counts)
{
    /// <summary>Documents that match most of the question, when few match all of it.</summary>
    public IReadOnlyList<SearchHit> Others { get; init; } = [];

    /// <summary>What was searched for in place of a misspelled question; null when the question itself was.</summary>
    public string? Corrected { get; init; }

    /// <summary>Words that were searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public static readonly SearchResults None = new([], new Dictionary<DocumentKind, int>());

    public int Total => Counts.Values.Sum();

    public int CountOf(DocumentKind kind) => Counts.GetValueOrDefault(kind);
}

/// <summary>A document found, with an excerpt in which matches stand between U+0001 and U+0002, and U+0003 between fragments.</summary>
public sealed record SearchHit(DocumentRow Row, string Excerpt)
{
    /// <summary>Whether the document matches the whole question.</summary>
    public bool HasAll { get; init; } = true;

    /// <summary>The excerpt in parts, matches marked.</summary>
    public IEnumerable<(string Text, bool IsMatch)> Parts
    {
        get
        {
            var isMatch = false;
            foreach (var part in Excerpt.Split('\u0001', '\u0002'))
            {
                if (part.Length > 0)
                    yield return (part.Replace("\u0003", " … ", StringComparison.Ordinal), isMatch);
                isMatch = !isMatch;
            }
        }
    }
}
