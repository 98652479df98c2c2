using System.Diagnostics;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Web;

public sealed class PageCacheTests : HubTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_page_for_visitors_is_kept_and_shows_a_new_text_at_once_here_and_soon_elsewhere()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = node.Visitor();
        await Hub.AddDocumentAsync("Gemerkt", change: draft => draft with { Body = "Alter Text." });
        await UntilAsync(Visitor, "/leitfaeden/gemerkt", "Alter Text.");
        await UntilKeptAsync(Visitor, "/leitfaeden/gemerkt");
        await UntilKeptAsync(there, "/leitfaeden/gemerkt");

        await EditAsync("/leitfaeden/gemerkt", new { Body = "Neuer Text." });
        Assert.That((await Visitor.GetAsync("/leitfaeden/gemerkt")).Text, Does.Contain("Neuer Text."));
        await UntilAsync(there, "/leitfaeden/gemerkt", "Neuer Text.");
        await UntilKeptAsync(there, "/leitfaeden/gemerkt");
    }

    [TestCase("/")]
    [TestCase("/leitfaeden")]
    [TestCase("/leitfaeden?thema=verwaltung")]
    public async Task Start_page_and_lists_are_kept(string path) => await UntilKeptAsync(Visitor, path);

    [Test]
    public void A_form_that_saves_nothing_leaves_pages_kept() =>
        // Earlier saves may still be told while the first try runs.
        Assert.That(IsKeptAfterFailedSignInAsync, Is.True.After(Deadline.Seconds * 1000, 100));

    [Test]
    public async Task An_import_by_another_process_is_shown_too()
    {
        await UntilKeptAsync(Visitor, "/protokolle");
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var folder = new ImportFolder().With("protokolle/von-nebenan.md", "# Von nebenan");
        await folder.ImportAsync(node);
        await UntilAsync(Visitor, "/protokolle", "Von nebenan");
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
        await UntilAsync(Visitor, "/leitfaeden/kommt-noch", "Kommt noch");
    }

    [Test]
    public async Task Hosts_and_filters_have_pages_of_their_own()
    {
        await Hub.AddDocumentAsync("Nur in Detmold", DocumentKind.Project, "detmold");
        await UntilAsync(Visitor, "/projekte?kommune=detmold", "Nur in Detmold");
        Assert.That((await Visitor.GetAsync("/projekte?kommune=lemgo")).Text, Does.Not.Contain("Nur in Detmold"));
    }

    [Test]
    public async Task Search_is_answered_anew_each_time()
    {
        await Visitor.GetAsync("/suche?q=Wort");
        Assert.That((await Visitor.SendAsync(HttpMethod.Get, "/suche?q=Wort")).Headers.Age, Is.Null);
    }

    // Asks again and again; a test that waits for a fixed time is slow or wrong.
    private async Task<bool> IsKeptAfterFailedSignInAsync()
    {
        await UntilKeptAsync(Visitor, "/leitfaeden");
        await Visitor.SubmitAsync(
            await Visitor.GetAsync("/anmelden"), new { Email = "niemand@lemgo.example", Password = "falsches Wort" });
        return (await Visitor.SendAsync(HttpMethod.Get, "/leitfaeden")).Headers.Age is not null;
    }

    private static async Task UntilAsync(TestBrowser browser, string path, string text)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Deadline;)
        {
            if ((await browser.GetAsync(path)).Text.Contains(text, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"{path} does not show „{text}“.");
    }

    private static async Task UntilKeptAsync(TestBrowser browser, string path)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Deadline;)
        {
            if ((await browser.SendAsync(HttpMethod.Get, path)).Headers.Age is not null)
                return;
        }

        Assert.Fail($"{path} is made anew each time.");
    }
}
