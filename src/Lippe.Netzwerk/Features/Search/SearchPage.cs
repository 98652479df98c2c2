using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;

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
    public bool WasAsked => (!Query.IsEmpty || Form.IsNarrowed) && !Results.HasNoWord;

    /// <summary>Each filter in use with its words and what would be found without it.</summary>
    public IEnumerable<(string Key, string Name, int Found)> FiltersInTheWay
    {
        get
        {
            if (Form.ChosenKind is { } kind)
                yield return ("art", kind.Plural(), Results.Counts.WithoutFilter.GetValueOrDefault(Facets.Kind));
            if (!string.IsNullOrEmpty(Form.Topic))
                yield return ("thema", TopicNames.GetValueOrDefault(Form.Topic, Form.Topic), Results.Counts.WithoutFilter.GetValueOrDefault(Facets.Topic));
            if (!string.IsNullOrEmpty(Form.Municipality))
                yield return ("kommune", Municipalities.FirstOrDefault(m => m.Slug == Form.Municipality)?.Name ?? Form.Municipality, Results.Counts.WithoutFilter.GetValueOrDefault(Facets.Municipality));
            if (Form.ChosenYear is not null)
                yield return ("jahr", Form.Year!, Results.Counts.WithoutFilter.GetValueOrDefault(Facets.Year));
            if (Words.StateOfKey(Form.State) is { } state)
                yield return ("stand", state.Word(), Results.Counts.WithoutFilter.GetValueOrDefault(Facets.State));
        }
    }
}

/// <summary>One page of hits, and how many documents match the whole question.</summary>
public sealed record SearchResults(IReadOnlyList<SearchHit> Hits, FacetCounts Counts)
{
    public static readonly SearchResults None = new([], FacetCounts.None);

    /// <summary>What was searched for in place of a misspelled question; null when the question itself was.</summary>
    public string? Corrected { get; init; }

    /// <summary>Whether no document holds the quoted words in their order, so that the words alone were searched for.</summary>
    public bool IsWithoutQuotes { get; init; }

    /// <summary>Whether no word that counts was asked for.</summary>
    public bool HasNoWord { get; init; }

    /// <summary>Words that were searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Number of hits of whichever kind.</summary>
    public int OfAllKinds => Counts.Kinds.Values.Sum();

    public int CountOf(DocumentKind kind) => Counts.Kinds.GetValueOrDefault(kind);
}

/// <summary>A document found, with an excerpt that has the signs of <see cref="Netzwerk.Search.Excerpt"/>.</summary>
public sealed record SearchHit(DocumentRow Row, string Excerpt)
{
    /// <summary>Words asked for that the document does not hold, as typed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Headings that match, with their anchors.</summary>
    public IReadOnlyList<(string Anchor, string Text)> Headings { get; init; } = [];

    /// <summary>The excerpt in parts, matches marked.</summary>
    public IEnumerable<(string Text, bool IsMatch)> Parts
    {
        get
        {
            var isMatch = false;
            foreach (var part in Excerpt.Split(Netzwerk.Search.Excerpt.Start, Netzwerk.Search.Excerpt.End))
            {
                if (part.Length > 0)
                    yield return (part.Replace($"{Netzwerk.Search.Excerpt.Gap}", " … ", StringComparison.Ordinal), isMatch);
                isMatch = !isMatch;
            }
        }
    }
}
