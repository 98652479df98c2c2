using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>Hangfire's pages under our policy.</summary>
public sealed class DashboardTests
{
    private IBrowserContext _coordinator = null!;

    [SetUp]
    public async Task Open() => _coordinator = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator);

    [TearDown]
    public async Task Close() => await _coordinator.DisposeAsync();

    [TestCase("/jobs/succeeded")]
    [TestCase("/jobs/failed")]
    [TestCase("/retries")]
    [TestCase("/recurring")]
    [TestCase("/servers")]
    public async Task A_page_works_without_a_complaint_of_the_browser(string path) =>
        Assert.That(await ProblemsAsync(path), Is.Empty);

    [Test]
    public async Task The_charts_are_drawn_although_the_style_they_bring_is_refused()
    {
        var problems = await ProblemsAsync("");
        Assert.That(problems, Is.All.Contain("inline style"));
        Assert.That(problems, Has.Count.LessThanOrEqualTo(1));
    }

    private async Task<List<string>> ProblemsAsync(string path)
    {
        var page = await _coordinator.NewPageAsync();
        var problems = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") problems.Add(message.Text); };
        page.PageError += (_, error) => problems.Add(error);
        await page.GotoAsync($"/technik/hangfire{path}", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await Assertions.Expect(page.Locator("h1.page-header").First).ToBeVisibleAsync();
        if (path.Length == 0)
            await Assertions.Expect(page.Locator("canvas").First).ToBeVisibleAsync();
        return problems;
    }
}
