using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

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

    /// <summary>Slug of the municipality documents of others are about.</summary>
    [FromQuery(Name = "betrifft")]
    public string? Concerns { get; init => field = PlainText.CleanLine(value); }

    /// <summary>A state's word; published ones when empty.</summary>
    [FromQuery(Name = "stand")]
    public string? State { get; init; }

    /// <summary>Page number, from 1.</summary>
    [FromQuery(Name = "seite")]
    public int Number { get; init => field = Math.Max(1, value); } = 1;

    public bool IsNarrowed => Parameters.Values.Any(value => !string.IsNullOrEmpty(value));

    /// <summary>The filter as an address holds it, without the page.</summary>
    public IReadOnlyDictionary<string, string?> Parameters =>
        new Dictionary<string, string?>
        {
            ["thema"] = Topic,
            ["kommune"] = Municipality,
            ["betrifft"] = Concerns,
            ["stand"] = State,
        };

    /// <summary>One page of the documents of a kind that fit, newest first; visitors see published ones only.</summary>
    public IQueryable<Document> Apply(
        IQueryable<Document> visible, DocumentKind kind, Viewer viewer, IReadOnlyList<Municipality> municipalities)
    {
        var state = (viewer.IsSignedIn ? Words.StateOfKey(State) : null) ?? DocumentState.Published;
        var found = visible.Where(d => d.Kind == kind && d.State == state);
        if (!string.IsNullOrEmpty(Topic))
            found = found.Where(d => d.Topics.Contains(Topic));
        if (!string.IsNullOrEmpty(Municipality))
        {
            var owner = municipalities.SingleOrDefault(m => m.Slug == Municipality)?.Id ?? Guid.Empty;
            found = found.Where(d => d.MunicipalityId == owner);
        }

        if (!string.IsNullOrEmpty(Concerns))
        {
            var concerned = municipalities.SingleOrDefault(m => m.Slug == Concerns)?.Id ?? Guid.Empty;
            found = found.Where(d => d.ConcernsId == concerned);
        }

        return found.OrderByDescending(d => d.ListedAt).ThenByDescending(d => d.Id)
            .Skip((Math.Clamp(Number, 1, 100_000) - 1) * PageSize)
            .Take(PageSize);
    }
}
