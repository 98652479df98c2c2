using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Marten;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers while somebody types: documents, topics, municipalities and, for members, people.</summary>
[Route("suche/vorschlaege")]
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Suggestions)]
public sealed class SuggestionsController(
    IDocumentSession session, TitleSuggestions titles, NetworkDirectory network) : HubController
{
    private const int Most = 8;
    private const int MostDocuments = 5;
    private const int MostOfOthers = 2;
    private const int ShortestWord = 2;

    // A word of the name begins so.
    private const string PeopleSql =
        """
        select jsonb_build_object('Id', id, 'Name', data ->> 'Name', 'MunicipalityId', data ->> 'MunicipalityId')
        from mt_doc_member
        where data ->> 'LeftAt' is null and position(lower(?) in lower(' ' || (data ->> 'Name'))) > 0
        order by data ->> 'Name' collate "de-x-icu" limit ?
        """;

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
        var topics = (await network.TopicsAsync(cancellation)).Where(topic => Fits(topic.Name))
            .Select(topic => new Suggestion("Thema", topic.Name, $"/suche?thema={topic.Id}"));
        var municipalities = (await network.MunicipalitiesAsync(cancellation)).Where(m => Fits(m.Name))
            .Select(m => new Suggestion("Kommune", m.Name, $"/kommunen/{m.Slug}"));
        var others = topics.Take(MostOfOthers).Concat(municipalities.Take(MostOfOthers))
            .Concat(await PeopleAsync(typed, cancellation)).ToList();
        var documents = await DocumentsAsync(typed, Math.Max(MostDocuments, Most - others.Count), cancellation);
        return [.. documents.Concat(others).Take(Most)];

        bool Fits(string name) => $" {GermanFold.Fold(name)}".Contains($" {folded}", StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Suggestion>> DocumentsAsync(
        string typed, int count, CancellationToken cancellation)
    {
        var found = await titles.FindAsync(typed, new SearchScope(Viewer), count, cancellation);
        var ids = found.Select(title => title.Id).ToArray();
        var documents = await session.Query<Document>().VisibleTo(Viewer).Where(d => ids.Contains(d.Id))
            .ToListAsync(cancellation);
        var rows = documents.SelectRows(await network.MunicipalitiesAsync(cancellation)).ToDictionary(row => row.Id);
        return
        [
            .. from id in ids
               where rows.ContainsKey(id)
               select new Suggestion(rows[id].Kind.Singular(), rows[id].Title, rows[id].Path),
        ];
    }

    private async Task<IReadOnlyList<Suggestion>> PeopleAsync(string typed, CancellationToken cancellation)
    {
        if (!Viewer.IsSignedIn)
            return [];
        var people = await session.AdvancedSql.QueryAsync<Person>(PeopleSql, cancellation, $" {typed}", MostOfOthers);
        var suggestions = new List<Suggestion>();
        foreach (var person in people)
        {
            var municipality = await network.MunicipalityAsync(person.MunicipalityId, cancellation);
            suggestions.Add(
                new Suggestion("Mitglied", $"{person.Name}, {municipality.Name}", $"/mitglieder/{person.Id}"));
        }

        return suggestions;
    }

    private sealed record Person(Guid Id, string Name, Guid MunicipalityId);
}

/// <summary>A page to go to.</summary>
/// <param name="Kind">What it is, in German.</param>
/// <param name="Name">Its title or name.</param>
/// <param name="Path">Below the hub's own address.</param>
public sealed record Suggestion(string Kind, string Name, string Path);
