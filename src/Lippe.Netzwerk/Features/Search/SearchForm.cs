using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What is searched for and what it is narrowed to, as the address says.</summary>
public sealed class SearchForm
{
    public const int PageSize = 15;

    // Farther than anybody turns, and near enough to be counted.
    private const int LastPage = 10_000;

    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    /// <summary>Path of a kind, for example <c>projekte</c>.</summary>
    [FromQuery(Name = "art")]
    public string? Kind { get; init; }

    [FromQuery(Name = "thema")]
    public string? Topic { get; init => field = PlainText.CleanLine(value); }

    [FromQuery(Name = "kommune")]
    public string? Municipality { get; init => field = PlainText.CleanLine(value); }

    /// <summary>A state's word; published ones when empty, and always for visitors.</summary>
    [FromQuery(Name = "stand")]
    public string? State { get; init; }

    /// <summary>Page number, from 1.</summary>
    [FromQuery(Name = "seite")]
    public int Number { get; init => field = Math.Clamp(value, 1, LastPage); } = 1;

    public bool IsNarrowed => !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(Municipality) || !string.IsNullOrEmpty(State) || Words.KindOfPath(Kind) is not null;

    /// <summary>The form as an address holds it, without the page.</summary>
    public IReadOnlyDictionary<string, string?> Parameters => new Dictionary<string, string?>
    {
        ["q"] = Text,
        ["art"] = Kind,
        ["thema"] = Topic,
        ["kommune"] = Municipality,
        ["stand"] = State,
    };

    /// <summary>Narrows by everything but the kind, so that the kinds can be counted.</summary>
    public IQueryable<Document> Narrow(IQueryable<Document> visible, Viewer viewer)
    {
        var state = (viewer.IsSignedIn ? Words.StateOfKey(State) : null) ?? DocumentState.Published;
        var fitting = visible.Where(d => d.State == state);
        if (!string.IsNullOrEmpty(Topic))
            fitting = fitting.Where(d => d.Topics.Contains(Topic));
        if (!string.IsNullOrEmpty(Municipality))
            fitting = fitting.Where(d => d.Municipality!.Slug == Municipality);
        return fitting;
    }

    /// <summary>Narrows to the chosen kind, if one is chosen.</summary>
    public IQueryable<Document> OfKind(IQueryable<Document> documents) => Words.KindOfPath(Kind) is { } kind
        ? documents.Where(d => EF.Property<DocumentKind>(d, "kind") == kind)
        : documents;
}
