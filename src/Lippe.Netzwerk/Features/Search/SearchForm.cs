using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What is searched for and what it is narrowed to, as the address says.</summary>
public sealed class SearchForm
{
    public const int PageSize = 15;

    /// <summary>The value of <see cref="Order"/> that puts the newest first.</summary>
    public const string ByDate = "datum";

    /// <summary>Longer than anything somebody types; in characters.</summary>
    public const int LongestText = 300;

    // Farther than anybody turns, and near enough to be counted.
    private const int LastPage = 10_000;

    /// <summary>Words, "phrases", -without, ODER, however absurd.</summary>
    [FromQuery(Name = "q")]
    public string? Typed { get; init; }

    /// <summary>Path of a kind, for example <c>projekte</c>.</summary>
    [FromQuery(Name = "art")]
    public string? Kind { get; init; }

    [FromQuery(Name = "thema")]
    public string? Topic { get; init => field = PlainText.CleanLine(value); }

    [FromQuery(Name = "kommune")]
    public string? Municipality { get; init => field = PlainText.CleanLine(value); }

    /// <summary>Slug of the municipality that documents of others are about.</summary>
    [FromQuery(Name = "betrifft")]
    public string? Concerns { get; init => field = PlainText.CleanLine(value); }

    [FromQuery(Name = "jahr")]
    public string? Year { get; init; }

    /// <summary>A state's word; published ones when empty, and always for visitors.</summary>
    [FromQuery(Name = "stand")]
    public string? State { get; init; }

    /// <summary><see cref="ByDate"/>, or anything else for the best first.</summary>
    [FromQuery(Name = "sortierung")]
    public string? Order { get; init; }

    /// <summary>Page number, from 1.</summary>
    [FromQuery(Name = "seite")]
    public int Number { get; init => field = Math.Clamp(value, 1, LastPage); } = 1;

    /// <summary>What is searched for: the text typed, cleaned and cut to <see cref="LongestText"/>.</summary>
    public string Text => field ??= Cut(Line);

    /// <summary>The text in quotation marks, those it has itself left as they are.</summary>
    public string Quoted => Text.IndexOfAny(['"', '„', '“', '”', '»', '«']) < 0 ? $"„{Text}“" : Text;

    /// <summary>Whether no letter or digit was typed.</summary>
    public bool IsEmpty => !Line.Any(char.IsLetterOrDigit);

    /// <summary>Whether the rest of a very long text was dropped.</summary>
    public bool WasCut => Line.Length > LongestText;

    public bool IsNarrowed => ChosenYear is not null || ChosenKind is not null
        || !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(Municipality) || !string.IsNullOrEmpty(Concerns)
        || !string.IsNullOrEmpty(State);

    /// <summary>The kind chosen; null for all.</summary>
    public DocumentKind? ChosenKind => DocumentAddresses.KindOfPath(Kind);

    /// <summary>The year chosen; null for all.</summary>
    public int? ChosenYear => int.TryParse(Year, out var year) ? year : null;

    /// <summary>Whether the newest come first.</summary>
    public bool IsByDate => Order == ByDate;

    /// <summary>The form as an address holds it, without the page.</summary>
    public IReadOnlyDictionary<string, string?> Parameters => new Dictionary<string, string?>
    {
        ["q"] = Typed,
        ["art"] = Kind,
        ["thema"] = Topic,
        ["kommune"] = Municipality,
        ["betrifft"] = Concerns,
        ["jahr"] = Year,
        ["stand"] = State,
        ["sortierung"] = Order,
    };

    // A title may be longer than what is searched for.
    private string Line => field ??= PlainText.CleanLine(Typed);

    /// <summary>The address of the same search with another value, or none, of one parameter.</summary>
    public string AddressWith(string parameter, string? value)
    {
        var others = Parameters.Where(other => other.Key != parameter).Append(new(parameter, value));
        return QueryHelpers.AddQueryString("/suche", others.Where(other => !string.IsNullOrEmpty(other.Value)));
    }

    /// <summary>The page of answers asked for.</summary>
    public SearchSlice ToSlice() => new((Number - 1) * PageSize, PageSize) { Title = Line, NewestFirst = IsByDate };

    /// <summary>What the viewer may find with these filters.</summary>
    public SearchScope ToScope(Viewer viewer, IReadOnlyList<Municipality> municipalities) => new(viewer)
    {
        State = (viewer.IsSignedIn ? Words.StateOfKey(State) : null) ?? DocumentState.Published,
        Kind = ChosenKind,
        Topic = string.IsNullOrEmpty(Topic) ? null : Topic,
        MunicipalityId = IdOf(Municipality, municipalities),
        ConcernsId = IdOf(Concerns, municipalities),
        Year = ChosenYear,
    };

    // No municipality has the empty id, so an unknown name finds nothing.
    private static Guid? IdOf(string? slug, IReadOnlyList<Municipality> municipalities) =>
        string.IsNullOrEmpty(slug) ? null : municipalities.FirstOrDefault(m => m.Slug == slug)?.Id ?? Guid.Empty;

    private static string Cut(string line)
    {
        if (line.Length <= LongestText)
            return line;
        var end = line.LastIndexOf(' ', LongestText);
        return line[..(end > 0 ? end : PlainText.CutBefore(line, LongestText))];
    }
}
