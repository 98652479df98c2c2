using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The search page.</summary>
/// <param name="Found">What the search says as a whole.</param>
/// <param name="Hits">One page of them, best first.</param>
public sealed record SearchPage(
    SearchForm Form,
    FoundDocuments Found,
    IReadOnlyList<SearchHit> Hits,
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<Municipality> Municipalities,
    IReadOnlyDictionary<string, string> TopicNames)
{
    /// <summary>Members whose names are searched for, with their municipality; none for visitors.</summary>
    public IReadOnlyList<(string Name, string Path)> People { get; init; } = [];

    /// <summary>Documents of other states that answer the whole search; none unless all shown are published.</summary>
    public IEnumerable<(DocumentState State, int Count)> Unpublished =>
        from state in Form.State is null or "" ? OfferedStates : []
        let count = Found.Counts.Of(Facet.State, state)
        where count > 0
        select (state, count);

    /// <summary>Whether something was searched or narrowed at all.</summary>
    public bool WasAsked => (!Form.IsEmpty || Form.IsNarrowed) && !Found.HasNoWord;

    /// <summary>What tells this page from others.</summary>
    public string Title
    {
        get
        {
            List<string> what = [.. FiltersInTheWay.Select(filter => filter.Name)];
            if (!Form.IsEmpty)
                what.Insert(0, Form.Text);
            if (Form.Number > 1)
                what.Add($"Seite {Form.Number}");
            return what.Count == 0 ? "Suche" : $"Suche: {string.Join(", ", what)}";
        }
    }

    /// <summary>Each filter in use with its words and what would be found without it.</summary>
    public IEnumerable<(string Key, string Name, int Found)> FiltersInTheWay =>
        from filter in (IEnumerable<(string Key, Facet Facet, string? Name)>)
        [
            ("art", Facet.Kind, Form.ChosenKind?.Plural()),
            ("thema", Facet.Topic, NameOf(Form.Topic, topic => TopicNames.GetValueOrDefault(topic))),
            ("kommune", Facet.Municipality, NameOf(Form.Municipality, NameOfMunicipality)),
            ("betrifft", Facet.Concerns, NameOf(Form.Concerns, NameOfMunicipality) is { } place
                ? $"betrifft {place}" : null),
            ("jahr", Facet.Year, Form.ChosenYear is null ? null : Form.Year),
            ("stand", Facet.State, Words.StateOfKey(Form.State)?.Word()),
        ]
        where filter.Name is not null
        select (filter.Key, filter.Name, Found.Counts.WithoutFilter.GetValueOrDefault(filter.Facet));

    /// <summary>The topics that leave something, and the one chosen; so for the other filters.</summary>
    public IEnumerable<Topic> OfferedTopics => Topics.Where(topic =>
        Found.Counts.Of(Facet.Topic, topic.Id) > 0 || topic.Id == Form.Topic);

    public IEnumerable<Municipality> OfferedMunicipalities => Municipalities.Where(municipality =>
        Found.Counts.Of(Facet.Municipality, municipality.Id) > 0 || municipality.Slug == Form.Municipality);

    public IReadOnlyList<Municipality> OfferedConcerned =>
    [
        .. Municipalities.Where(municipality =>
            Found.Counts.Of(Facet.Concerns, municipality.Id) > 0 || municipality.Slug == Form.Concerns),
    ];

    public IEnumerable<int> OfferedYears =>
        Form.ChosenYear is { } chosen ? Found.Counts.Years.Union([chosen]) : Found.Counts.Years;

    /// <summary>What one may ask for besides published documents.</summary>
    public static IEnumerable<DocumentState> OfferedStates =>
        Enum.GetValues<DocumentState>().Where(state => state != DocumentState.Published);

    private string? NameOfMunicipality(string slug) => Municipalities.FirstOrDefault(m => m.Slug == slug)?.Name;

    private static string? NameOf(string? key, Func<string, string?> name) =>
        string.IsNullOrEmpty(key) ? null : name(key) ?? key;
}

/// <summary>A document found, as the page shows it.</summary>
public sealed record SearchHit(DocumentRow Row, Hit Hit)
{
    private const int MostHeadings = 2;

    /// <summary>Words asked for that the document does not hold, as typed.</summary>
    public IReadOnlyList<string> Missing => Hit.Missing;

    /// <summary>Headings that match, with their anchors.</summary>
    public IReadOnlyList<(string Anchor, string Text)> Headings => [.. Hit.Excerpt.Headings.Take(MostHeadings)];

    /// <summary>The excerpt in parts, matches marked; the summary where nothing was asked.</summary>
    public IEnumerable<(string Text, bool IsMatch)> Parts
    {
        get
        {
            var excerpt = Hit.Excerpt.Text.Length > 0 ? Hit.Excerpt.Text : Row.Summary;
            var isMatch = false;
            foreach (var part in excerpt.Split(Excerpt.Start, Excerpt.End))
            {
                if (part.Length > 0)
                    yield return (part.Replace($"{Excerpt.Gap}", " … ", StringComparison.Ordinal), isMatch);
                isMatch = !isMatch;
            }
        }
    }
}
