using System.Text.RegularExpressions;
using Lippe.Netzwerk.BrowserTests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>
/// Every page, in a real browser: accessible in both colour schemes, narrow enough for a phone, and quiet.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed partial class PagesTests
{
    // Shared by pages that are only read: of forms opened at the same moment, one context keeps one token.
    private IBrowserContext _visitor = null!;
    private IBrowserContext _coordinator = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _visitor = await BrowserRun.NewContextAsync();
        _coordinator = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _visitor.DisposeAsync();
        await _coordinator.DisposeAsync();
    }

    [TestCaseSource(typeof(Addresses), nameof(Addresses.OfVisitors))]
    public Task A_page_for_visitors_works_for_everybody(string address) => CheckAsync(_visitor, address);

    [TestCaseSource(typeof(Addresses), nameof(Addresses.OfCoordinators))]
    public Task A_page_for_members_works_for_everybody(string address) => CheckAsync(_coordinator, address);

    [Test]
    public async Task A_page_that_does_not_exist_works_for_everybody() =>
        await CheckAsync(_visitor, "/gibt-es-nicht", 404);

    [Test]
    public async Task A_form_with_errors_works_for_everybody()
    {
        await using var context = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/projekte/neu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).ClickAsync();
        await Assertions.Expect(page.Locator(".kern-error").First).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
    }

    [Test]
    public async Task A_conflict_works_for_everybody()
    {
        var address = BrowserRun.Hub.Resolve("/projekte/{draft}/bearbeiten");
        await using var context = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator);
        var (mine, theirs) = (await context.NewPageAsync(), await context.NewPageAsync());
        foreach (var page in (IPage[])[mine, theirs])
            await page.GotoAsync(address);
        foreach (var page in (IPage[])[theirs, mine])
        {
            var text = page.GetByLabel("Text", new() { Exact = false }).Last;
            await text.FillAsync($"Geschrieben auf Seite {(page == mine ? 1 : 2)}.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }).ClickAsync();
        }

        var heading = mine.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Assertions.Expect(heading).ToHaveTextAsync("Jemand war schneller");
        await AssertAccessibleAsync(mine);
    }

    [TestCase("/suche?q=Digitalisierung", ".ln-row__title a")]
    [TestCase("/suche?q=Digitalisierung&art=leitfaeden", ".ln-row__title a")]
    [TestCase("/leitfaeden", ".ln-row__title a")]
    [TestCase("/projekte/dorffunk-einfuehren", ".ln-prose p")]
    [TestCase("/leitfaeden/dokumentenmanagement-schritt-fuer-schritt", ".ln-prose p")]
    public async Task What_one_came_for_stands_in_the_first_screen_of_a_phone(string address, string first)
    {
        await using var context = await BrowserRun.NewContextAsync(width: 360);
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(360, 640);
        await page.GotoAsync(address);
        var box = await page.Locator(first).First.BoundingBoxAsync();
        const int oneLine = 28;
        Assert.That(box!.Y + oneLine, Is.LessThanOrEqualTo(640));
    }

    [TestCase(360, false)]
    [TestCase(1280, true)]
    public async Task Filters_and_facts_fold_on_a_phone_only(int width, bool isOpen)
    {
        await using var context = await BrowserRun.NewContextAsync(javaScript: false, width: width);
        var page = await context.NewPageAsync();
        foreach (var (address, inside) in new[] { ("/leitfaeden", "#thema"), ("/projekte/dorffunk-einfuehren", "dl") })
        {
            await page.GotoAsync(address);
            var folded = page.Locator($"main .ln-fold {inside}").First;
            var summary = page.Locator("main .ln-fold summary").First;
            await Assertions.Expect(folded).ToBeVisibleAsync(new() { Visible = isOpen });
            await Assertions.Expect(summary).ToBeVisibleAsync(new() { Visible = !isOpen });
            if (isOpen)
                continue;
            await summary.ClickAsync();
            await Assertions.Expect(folded).ToBeVisibleAsync();
        }
    }

    [TestCase(1280)]
    [TestCase(1024)]
    [TestCase(360)]
    public async Task No_word_of_a_table_is_broken(int width)
    {
        await using var context = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator, width: width);
        var page = await context.NewPageAsync();
        string[] addresses =
        [
            "/einladungen", "/mitglieder", "/netzwerk/themen", "/netzwerk/kommunen", "/postausgang", "/technik",
            "/suche/fragen", "/monatsbriefe", "/monatsbriefe/{period}/zustellungen", "/nachnutzung?ansicht=tabelle",
            "/profil/geraete",
        ];
        foreach (var address in addresses)
        {
            await page.GotoAsync(BrowserRun.Hub.Resolve(address));
            Assert.That(await page.EvaluateAsync<string[]>(BrokenWords, "td, th"), Is.Empty, address);
            await AssertFitsAsync(page);
        }
    }

    [Test]
    public async Task No_word_of_a_list_to_invite_is_broken()
    {
        await using var context = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/einladungen/viele");
        await page.GetByLabel("Personen").FillAsync("Mia Brandt\tm.brandt@luegde.example\tLügde\tLeser\nBen\nCora");
        await page.GetByRole(AriaRole.Button, new() { Name = "Liste ansehen" }).ClickAsync();
        Assert.That(await page.EvaluateAsync<string[]>(BrokenWords, "td, th"), Is.Empty);
        var field = await page.GetByLabel("Personen").BoundingBoxAsync();
        const int tenLines = 240;
        Assert.That(field!.Height, Is.GreaterThan(tenLines));
    }

    [Test]
    public async Task An_excerpt_has_three_lines_on_a_phone()
    {
        await using var context = await BrowserRun.NewContextAsync(width: 360);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/suche?q=Serviceportal");
        const int threeLines = 90;
        foreach (var text in await page.Locator(".ln-row__text").AllAsync())
            Assert.That((await text.BoundingBoxAsync())!.Height, Is.LessThan(threeLines));
    }

    [Test]
    public async Task Every_page_has_a_title_of_its_own()
    {
        using var visitor = new HttpClient { BaseAddress = new Uri(BrowserRun.Hub.Address) };
        using var coordinator = new HttpClient { BaseAddress = new Uri(BrowserRun.Hub.Address) };
        coordinator.DefaultRequestHeaders.Add("Cookie", $"netzwerk={BrowserRun.Hub.Coordinator}");
        foreach (var (client, addresses) in new[]
        {
            (visitor, Addresses.OfVisitors), (coordinator, Addresses.OfCoordinators),
        })
        {
            var titles = new List<(string Title, string Path)>();
            // Ordering shows the page of unsubscribing.
            foreach (var address in addresses.Except(["/bestellen/{unsubscribe}"]))
            {
                using var answer = await client.GetAsync(BrowserRun.Hub.Resolve(address));
                var html = await answer.Content.ReadAsStringAsync();
                titles.Add((Title().Match(html).Groups[1].Value, answer.RequestMessage!.RequestUri!.AbsolutePath));
            }

            // One page in several orders is one page.
            var alike = titles.Distinct().GroupBy(page => page.Title).Where(pages => pages.Count() > 1)
                .Select(pages => string.Join(" = ", pages.Select(page => page.Path)));
            Assert.That(alike, Is.Empty);
        }
    }

    [Test]
    public void No_page_is_forgotten_here()
    {
        var addresses = Addresses.OfVisitors
            .Concat(Addresses.OfCoordinators)
            .Concat(Addresses.OfNoPages)
            .Select(address => new PathString(address.Split('?')[0]));
        var routes = BrowserRun.Hub.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(IsGet)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct();
        var forgotten = routes.Where(route =>
        {
            // Constraints are no part of the match: placeholders stand where numbers do.
            var template = route
                .Replace(":guid", "", StringComparison.Ordinal)
                .Replace(":int", "", StringComparison.Ordinal);
            var matcher = new TemplateMatcher(TemplateParser.Parse(template), []);
            return !addresses.Any(address => matcher.TryMatch(address, []));
        });
        Assert.That(forgotten, Is.Empty);
    }

    private static bool IsGet(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return methods is not { Count: > 0 } || methods.Contains("GET");
    }

    private static async Task CheckAsync(IBrowserContext context, string address, int status = 200)
    {
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && status == 200)
                problems.Add(message.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url))
                problems.Add(request.Url);
        };

        var answer = await page.GotoAsync(BrowserRun.Hub.Resolve(address));
        Assert.That(answer!.Status, Is.EqualTo(status));
        Assert.That(problems, Is.Empty, "messages of the browser and requests to other hosts");
        await AssertFitsAsync(page);
        await AssertAccessibleAsync(page);
        await page.SetViewportSizeAsync(320, 640);
        await AssertFitsAsync(page);
        await page.CloseAsync();
    }

    // Words that stand on two lines though nothing in them parts them; addresses may break anywhere.
    private const string BrokenWords =
        """
        cells => {
            const broken = [];
            for (const cell of document.querySelectorAll(cells)) {
                const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const text = walker.currentNode;
                    if (text.parentElement.closest('.kern-sr-only'))
                        continue;
                    for (const word of text.data.matchAll(/[\p{L}\p{N}:.@_]+/gu)) {
                        const range = document.createRange();
                        range.setStart(text, word.index);
                        range.setEnd(text, word.index + word[0].length);
                        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
                        if (lines.size > 1 && !word[0].includes('@') && word[0].length < 30)
                            broken.push(word[0]);
                    }
                }
            }
            return broken;
        }
        """;

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex Title();

    private static bool IsOwn(string url) =>
        url.StartsWith(BrowserRun.Hub.Address, StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal);

    private static async Task AssertFitsAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - window.innerWidth");
        Assert.That(overflow, Is.LessThanOrEqualTo(0), $"pixels too wide at {page.ViewportSize!.Width}");
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        await AssertAccessibleAsync(page, ColorScheme.Light);
        // Nothing but colours depends on the scheme.
        await AssertAccessibleAsync(page, ColorScheme.Dark, "color-contrast", "link-in-text-block");
    }

    private static async Task AssertAccessibleAsync(IPage page, ColorScheme scheme, params string[] rules)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        Assert.That(await Axe.ViolationsAsync(page, rules), Is.Empty, $"{scheme}");
    }
}
