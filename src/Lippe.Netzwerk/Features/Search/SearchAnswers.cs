using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers a search with the documents the viewer may see.</summary>
public sealed class SearchAnswers(
    IDocumentSession session, DocumentSearch search, NamedMembers members, NetworkDirectory network, SearchLog log)
{
    private const int MostPeople = 5;
    private const int ShortestName = 3;

    /// <summary>One page of hits, best first; without a word, newest first.</summary>
    public async Task<SearchPage> FindAsync(SearchForm form, Viewer viewer, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var found = await FindAsync(form, form.ToScope(viewer, municipalities), cancellation);
        return new SearchPage(
            form,
            found,
            await HitsAsync(found, viewer, municipalities, cancellation),
            await network.TopicsAsync(cancellation),
            municipalities,
            await network.TopicNamesAsync(cancellation))
        {
            People = form.Text.Length < ShortestName
                ? []
                : await members.FindAsync(form.Text, MostPeople, viewer, cancellation),
        };
    }

    private async Task<FoundDocuments> FindAsync(SearchForm form, SearchScope scope, CancellationToken cancellation)
    {
        if (form.IsEmpty)
            return form.IsNarrowed ? await search.NewestAsync(scope, form.ToSlice(), cancellation) : search.Nothing();

        var found = await search.FindAsync(form.Text, scope, form.ToSlice(), cancellation);
        if (form.Number == 1 && !form.IsNarrowed && !found.IsUnanswered && !found.HasNoWord)
            log.Note(form.Text, found.Shown);
        return found;
    }

    // Rows are read for the hits shown only, once more through the viewer.
    private async Task<IReadOnlyList<SearchHit>> HitsAsync(
        FoundDocuments found,
        Viewer viewer,
        IReadOnlyList<Municipality> municipalities,
        CancellationToken cancellation)
    {
        if (found.Page.Count == 0)
            return [];
        var ids = found.Page.Select(hit => hit.Id).ToArray();
        var documents = await session.Query<Document>().VisibleTo(viewer)
            .Where(d => ids.Contains(d.Id)).ToListAsync(cancellation);
        var rows = documents.SelectRows(municipalities).ToDictionary(row => row.Id);
        return [.. found.Page.Where(hit => rows.ContainsKey(hit.Id)).Select(hit => new SearchHit(rows[hit.Id], hit))];
    }
}
