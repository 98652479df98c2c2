using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers while somebody types: documents, topics, municipalities and, for members, people.</summary>
[Route("suche/vorschlaege")]
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Suggestions)]
public sealed partial class SuggestionsController(HubDbContext db, Suggestions titles, NetworkDirectory network) : HubController
{
    private const int Most = 8;
    private const int MostDocuments = 5;
    private const int MostOfOthers = 2;
    private const int ShortestWord = 2;

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery(Name = "q")] string? text, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(text);
        var suggestions = query.Text.Length < ShortestWord ? [] : await FindAsync(query.Text, cancellation);
        return PartialView("Search/_Suggestions", suggestions);
    }

    private async Task<IReadOnlyList<Suggestion>> FindAsync(string typed, CancellationToken cancellation)
    {
        var folded = GermanFold.Fold(typed);
        var topics = (await network.TopicsAsync(cancellation)).Where(topic => Fits(topic.Name)).Select(topic => new Suggestion("Thema", topic.Name, $"/suche?thema={topic.Id}"));
        var municipalities = (await network.MunicipalitiesAsync(cancellation)).Where(m => Fits(m.Name)).Select(m => new Suggestion("Kommune", m.Name, $"/kommunen/{m.Slug}"));
        var others = topics.Take(MostOfOthers).Concat(municipalities.Take(MostOfOthers)).Concat(await PeopleAsync(typed, cancellation)).ToList();
        var documents = await DocumentsAsync(typed, Math.Max(MostDocuments, Most - others.Count), cancellation);
        return [.. documents.Concat(others).Take(Most)];

        bool Fits(string name) => $" {GermanFold.Fold(name)}".Contains($" {folded}", StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Suggestion>> DocumentsAsync(string typed, int count, CancellationToken cancellation)
    {
        var ids = (await titles.FindAsync(typed, new SearchScope(Viewer), count, cancellation)).ToArray();
        var rows = await db.Documents.AsNoTracking().VisibleTo(Viewer).Where(d => ids.Contains(d.Id)).SelectRows().ToDictionaryAsync(row => row.Id, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => new Suggestion(rows[id].Kind.Singular(), rows[id].Title, rows[id].Path))];
    }

    private async Task<IReadOnlyList<Suggestion>> PeopleAsync(string typed, CancellationToken cancellation)
    {
        if (!Viewer.IsSignedIn)
            return [];
        // A word of the name begins so, however its umlauts were typed; the wildcards of LIKE are letters like others.
        var pattern = $"% {Wildcard().Replace(GermanFold.Fold(typed), "\\$0")}%";
#pragma warning disable CA1307 // The database replaces, and knows no culture.
        var people = await db.Members.AsNoTracking()
            .Where(m => m.LeftAt == null && EF.Functions.ILike(
                " " + m.Name.Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue").Replace("ß", "ss")
                    .Replace("Ä", "Ae").Replace("Ö", "Oe").Replace("Ü", "Ue"),
                pattern,
                "\\"))
            .OrderBy(m => m.Name).Take(MostOfOthers)
            .Select(m => new { m.Id, m.Name, Municipality = m.Municipality!.Name })
            .ToListAsync(cancellation);
#pragma warning restore CA1307
        return [.. people.Select(m => new Suggestion("Mitglied", $"{m.Name}, {m.Municipality}", $"/mitglieder/{m.Id}"))];
    }

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Wildcard();
}

/// <summary>A page to go to.</summary>
/// <param name="Kind">What it is, in German.</param>
/// <param name="Name">Its title or name.</param>
/// <param name="Path">Below the hub's own address.</param>
public sealed record Suggestion(string Kind, string Name, string Path);
