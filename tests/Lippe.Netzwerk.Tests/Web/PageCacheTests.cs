using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Web;

public sealed class PageCacheTests : HubTests
{
    // Milliseconds: how long something may take, and until it is looked at again.
    private const int Deadline = 20_000;
    private const int Pause = 50;

    [Test]
    public async Task A_page_for_visitors_is_kept_and_shows_a_new_text_at_once_here_and_soon_elsewhere()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = node.Visitor();
        await Hub.AddDocumentAsync("Gemerkt", change: draft => draft with { Body = "Alter Text." });
        Until(Visitor, "/leitfaeden/gemerkt", "Alter Text.");
        UntilKept(Visitor, "/leitfaeden/gemerkt");
        UntilKept(there, "/leitfaeden/gemerkt");

        await EditAsync("/leitfaeden/gemerkt", new { Body = "Neuer Text." });
        Assert.That((await Visitor.GetAsync("/leitfaeden/gemerkt")).Text, Does.Contain("Neuer Text."));
        Until(there, "/leitfaeden/gemerkt", "Neuer Text.");
        UntilKept(there, "/leitfaeden/gemerkt");
    }

    [TestCase("/")]
    [TestCase("/leitfaeden")]
    [TestCase("/leitfaeden?thema=verwaltung")]
    public void Start_page_and_lists_are_kept(string path) => UntilKept(Visitor, path);

    [Test]
    public async Task A_form_that_saves_nothing_leaves_pages_kept()
    {
        await UntilAllIsToldAsync();
        UntilKept(Visitor, "/leitfaeden");
        await Visitor.SubmitAsync(
            await Visitor.GetAsync("/anmelden"), new { Email = "niemand@lemgo.example", Password = "falsches Wort" });
        Assert.That((await Visitor.SendAsync(HttpMethod.Get, "/leitfaeden")).Headers.Age, Is.Not.Null);
    }

    [Test]
    public async Task An_import_by_another_process_is_shown_too()
    {
        UntilKept(Visitor, "/protokolle");
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var folder = new ImportFolder().With("protokolle/von-nebenan.md", "# Von nebenan");
        await folder.ImportAsync(node);
        Until(Visitor, "/protokolle", "Von nebenan");
    }

    [Test]
    public async Task Pages_of_members_are_never_kept()
    {
        await Hub.AddDocumentAsync("Nur frisch");
        foreach (var browser in (TestBrowser[])[Reader, Officer, Reader])
        {
            var answer = await browser.SendAsync(HttpMethod.Get, "/leitfaeden/nur-frisch");
            Assert.That(answer.Headers.Age, Is.Null);
        }

        Assert.That((await Visitor.GetAsync("/leitfaeden/nur-frisch")).Html, Does.Not.Contain("aus lemgo"));
        Assert.That((await Reader.GetAsync("/leitfaeden/nur-frisch")).Html, Does.Contain("Reader aus lemgo"));
    }

    [Test]
    public async Task What_does_not_exist_is_not_kept()
    {
        Assert.That((await Visitor.SendAsync(HttpMethod.Get, "/leitfaeden/kommt-noch")).Headers.Age, Is.Null);
        await Hub.AddDocumentAsync("Kommt noch");
        Until(Visitor, "/leitfaeden/kommt-noch", "Kommt noch");
    }

    [Test]
    public async Task Hosts_and_filters_have_pages_of_their_own()
    {
        await Hub.AddDocumentAsync("Nur in Detmold", DocumentKind.Project, "detmold");
        Until(Visitor, "/projekte?kommune=detmold", "Nur in Detmold");
        Assert.That((await Visitor.GetAsync("/projekte?kommune=lemgo")).Text, Does.Not.Contain("Nur in Detmold"));
    }

    [Test]
    public async Task Search_is_answered_anew_each_time()
    {
        await Visitor.GetAsync("/suche?q=Wort");
        Assert.That((await Visitor.SendAsync(HttpMethod.Get, "/suche?q=Wort")).Headers.Age, Is.Null);
    }

    // Notifications keep their order: who has heard this one has heard those of all earlier commits.
    private async Task UntilAllIsToldAsync()
    {
        var mark = Guid.NewGuid().ToString();
        await using var command = Hub.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select pg_notify($1, $2)");
        command.Parameters.AddWithValue(Changes.Channel);
        command.Parameters.AddWithValue(mark);
        await command.ExecuteNonQueryAsync();
        var changes = Hub.Services.GetRequiredService<ChangeCounter>();
        Assert.That(() => changes.Of(mark) - changes.Of(), Is.EqualTo(1).After(Deadline, Pause));
    }

    private static void Until(TestBrowser browser, string path, string text) => Assert.That(
        async () => (await browser.GetAsync(path)).Text, Does.Contain(text).After(Deadline, Pause));

    private static void UntilKept(TestBrowser browser, string path) => Assert.That(
        async () => (await browser.SendAsync(HttpMethod.Get, path)).Headers.Age,
        Is.Not.Null.After(Deadline, Pause),
        path);
}
