using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>What a list of documents is narrowed to, as its address says; unknown values find nothing.</summary>
public sealed class DocumentFilter
{
    public const int PageSize = 20;

    /// <summary>Key of a topic.</summary>
    [FromQuery(Name = "thema")]
    public string? Topic { get; init => field = PlainText.CleanLine(value); }

    /// <summary>Slug of a municipality.</summary>
    [FromQuery(Name = "kommune")]
    public string? Municipality { get; init => field = PlainText.CleanLine(value); }

    /// <summary>A state's word; published ones when empty.</summary>
    [FromQuery(Name = "stand")]
    public string? State { get; init; }

    /// <summary>Page number, from 1.</summary>
    [FromQuery(Name = "seite")]
    public int Number { get; init => field = Math.Max(1, value); } = 1;

    public bool IsNarrowed => !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(Municipality) || !string.IsNullOrEmpty(State);

    /// <summary>The filter as an address holds it, without the page.</summary>
    public IReadOnlyDictionary<string, string?> Parameters => new Dictionary<string, string?> { ["thema"] = Topic, ["kommune"] = Municipality, ["stand"] = State };

    /// <summary>The documents of a kind that fit; visitors see published ones only.</summary>
    public IQueryable<Document> Apply(IQueryable<Document> visible, DocumentKind kind, Viewer viewer)
    {
        var state = (viewer.IsSignedIn ? Words.StateOfKey(State) : null) ?? DocumentState.Published;
        var found = visible.Where(d => d.Kind == kind && d.State == state);
        if (!string.IsNullOrEmpty(Topic))
            found = found.Where(d => d.Topics.Contains(Topic));
        if (!string.IsNullOrEmpty(Municipality))
            found = found.Where(d => d.Municipality!.Slug == Municipality);
        return found;
    }

    /// <summary>One page of them: meetings by their day, everything else by publication, newest first.</summary>
    public IQueryable<Document> Page(IQueryable<Document> found, DocumentKind kind)
    {
        var ordered = kind == DocumentKind.Minutes
            ? found.OrderByDescending(d => ((Minutes)d).Facts.Date ?? DateOnly.MinValue).ThenByDescending(d => d.Id)
            : found.OrderByDescending(d => d.PublishedAt ?? d.ChangedAt).ThenByDescending(d => d.Id);
        return ordered.Skip((Math.Clamp(Number, 1, 100_000) - 1) * PageSize).Take(PageSize);
    }
}
