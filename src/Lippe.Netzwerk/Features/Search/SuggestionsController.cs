using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers while somebody types: documents, topics, municipalities and, for members, people.</summary>
[Route("suche/vorschlaege")]
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Suggestions)]
public sealed class SuggestionsController(
    IDocumentSession session, Suggestions titles, NamedMembers members, NetworkDirectory network) : HubController
{
    private const int Most = 8;
    private const int MostDocuments = 5;
    private const int MostOfOthers = 2;
    private const int ShortestWord = 2;

    [HttpGet("")]
    public async Task<IActionResult> Index(SearchForm form, CancellationToken cancellation)
    {
        var suggestions = form.Text.Length < ShortestWord ? [] : await FindAsync(form.Text, cancellation);
        return PartialView("Search/_Suggestions", suggestions);
    }

    private async Task<IReadOnlyList<Suggestion>> FindAsync(string typed, CancellationToken cancellation)
    {
        var topics = (await network.TopicsAsync(cancellation)).Where(topic => NameFold.IsBegun(topic.Name, typed))
            .Select(topic => new Suggestion("Thema", topic.Name, $"/suche?thema={topic.Id}"));
        var municipalities = (await network.MunicipalitiesAsync(cancellation))
            .Where(m => NameFold.IsBegun(m.Name, typed))
            .Select(m => new Suggestion("Kommune", m.Name, $"/kommunen/{m.Slug}"));
        List<Suggestion> others =
        [
            .. topics.Take(MostOfOthers),
            .. municipalities.Take(MostOfOthers),
            .. (await members.FindAsync(typed, MostOfOthers, Viewer, cancellation))
                .Select(member => new Suggestion("Mitglied", member.Name, member.Path)),
        ];
        var documents = await DocumentsAsync(typed, Math.Max(MostDocuments, Most - others.Count), cancellation);
        return [.. documents.Concat(others).Take(Most)];
    }

    private async Task<IReadOnlyList<Suggestion>> DocumentsAsync(
        string typed, int count, CancellationToken cancellation)
    {
        var ids = (await titles.FindAsync(typed, new SearchScope(Viewer), count, cancellation)).ToArray();
        var documents = await session.Query<Document>().VisibleTo(Viewer)
            .Where(d => ids.Contains(d.Id)).ToListAsync(cancellation);
        var rows = documents.SelectRows(await network.MunicipalitiesAsync(cancellation)).ToDictionary(row => row.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])
            .Select(row => new Suggestion(row.Kind.Singular(), row.Title, row.Path))];
    }
}

/// <summary>A page to go to.</summary>
/// <param name="Kind">What it is, in German.</param>
/// <param name="Name">Its title or name.</param>
/// <param name="Path">Below the hub's own address.</param>
public sealed record Suggestion(string Kind, string Name, string Path);
