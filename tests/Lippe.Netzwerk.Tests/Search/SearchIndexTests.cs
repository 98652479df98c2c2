using FsCheck.Fluent;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>A node's index beside the saves of all nodes.</summary>
public sealed class SearchIndexTests : HubTests
{
    private const int Titles = 60;

    [Test]
    public async Task Any_document_is_the_first_hit_for_its_own_title()
    {
        var titles = AnyText.StoredLine.Where(line => line.Any(char.IsLetterOrDigit)).Sample(6 * Titles)
            .Select(line => line[..Math.Min(line.Length, DraftLimits.Title)].Trim())
            .Where(line => line.Any(char.IsLetterOrDigit)).DistinctBy(Lippe.Netzwerk.Domain.Language.GermanFold.Fold).Take(Titles).ToList();
        Assert.That(titles, Has.Count.GreaterThan(Titles / 2));
        foreach (var (number, title) in titles.Index())
            await Hub.AddDocumentAsync($"Titel {number}", change: draft => draft with { Title = title, Body = string.Join(' ', titles.Skip(number % 7).Take(9)) });
        foreach (var title in titles)
            Assert.That(await FirstAsync(title), Is.EqualTo(title));
    }

    [Test]
    public async Task A_save_that_began_before_others_and_ended_after_them_is_found()
    {
        await FirstAsync("irgendwas");
        await Hub.WithStoreAsync(async slow =>
        {
            await using var transaction = await slow.Database.BeginTransactionAsync();
            await slow.Database.ExecuteSqlRawAsync("select pg_current_xact_id()");
            await Hub.AddDocumentAsync("Schnell gespeichert", change: draft => draft with { Body = "Rotkehlchen" });
            Assert.That(await FirstAsync("Rotkehlchen"), Is.EqualTo("Schnell gespeichert"));
            await slow.Database.ExecuteSqlRawAsync("update search_entries set vector = to_tsvector('german', 'Zaunkönig'), written = pg_current_xact_id() where document_id = (select id from documents where title = 'Schnell gespeichert')");
            await transaction.CommitAsync();
            return 0;
        });
        Assert.That(await FirstAsync("Zaunkönig"), Is.EqualTo("Schnell gespeichert"));
        Assert.That(await FirstAsync("Rotkehlchen"), Is.Null);
    }

    [Test]
    public async Task A_restored_database_brings_no_transactions_of_its_old_cluster_along()
    {
        await Hub.AddDocumentAsync("Wiederhergestellt", change: draft => draft with { Body = "Uhu" });
        await Hub.WithStoreAsync(session => session.Database.ExecuteSqlRawAsync("update search_entries set written = '9000000000000'"));
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = node.Visitor();
        Assert.That((await there.GetAsync("/suche?q=Uhu")).Text, Does.Contain("1 Treffer"));
        Assert.That(await Hub.WithStoreAsync(session => session.Database.SqlQuery<int>($"""select count(*)::int as "Value" from search_entries where written >= pg_snapshot_xmax(pg_current_snapshot())""").SingleAsync()), Is.Zero);
    }

    [Test]
    public async Task Questions_and_saves_at_once_disturb_nobody()
    {
        var saves = Enumerable.Range(0, 20).Select(n => Hub.AddDocumentAsync($"Gleichzeitig {n}", change: draft => draft with { Body = "Kolibri" }));
        var questions = Enumerable.Range(0, 40).Select(_ => FirstAsync("Kolibri"));
        await Task.WhenAll(saves.Concat<Task>(questions));
        Assert.That((await FindAsync("Kolibri")).Ranked.Counts.Total, Is.EqualTo(20));
    }

    private async Task<string?> FirstAsync(string question)
    {
        var found = await FindAsync(question);
        var first = found.Ranked.Page is [var best, ..] ? best.Id : Guid.Empty;
        return await Hub.WithStoreAsync(session => session.Query<Document>().Where(d => d.Id == first).Select(d => d.Title).SingleOrDefaultAsync());
    }

    private async Task<FoundDocuments> FindAsync(string question)
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        var query = SearchQuery.Parse(question);
        return await scope.ServiceProvider.GetRequiredService<DocumentSearch>()
            .FindAsync(query.Text, new SearchScope(Viewer.Anonymous), new SearchSlice(0, 10) { Title = query.Typed }, CancellationToken.None);
    }
}
