using Lippe.Netzwerk.BrowserTests.Support;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>The page of an issue on its way, on a hub of its own: what is sent here is sent.</summary>
public sealed class ProgressTests
{
    private TestHub _hub = null!;
    private IBrowserContext _context = null!;
    private string _path = "";

    [SetUp]
    public async Task Open()
    {
        var clock = new TestClock();
        // Chromium drops cookies that end before its own clock.
        clock.Set(DateTimeOffset.UtcNow);
        _hub = await TestHub.StartAsync(clock: clock, address: $"http://127.0.0.1:{BrowserRun.FreePort()}");
        await _hub.AddDocumentAsync("Neu");
        var coordinator = await _hub.AddMemberAsync(Role.Coordinator);
        var period = DigestPeriod.Of(clock.Today());
        clock.Advance(TimeSpan.FromSeconds(1));
        await using (var scope = _hub.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DigestPreparation>()
                .PrepareNowAsync(period, CancellationToken.None);
        }

        _path = $"/monatsbriefe/{period}/zustellungen";
        _context = await BrowserRun.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _hub.Settings.BaseUrl,
            Locale = "de-DE",
        });
        var ticket = await _hub.TicketAsync(coordinator);
        await _context.AddCookiesAsync([new Cookie { Name = "netzwerk", Value = ticket, Url = _hub.Settings.BaseUrl }]);
    }

    [TearDown]
    public async Task Close()
    {
        await _context.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task It_follows_the_mails_without_a_reload_and_says_when_they_are_gone()
    {
        var page = await _context.NewPageAsync();
        var loads = 0;
        page.DOMContentLoaded += (_, _) => loads++;
        await page.GotoAsync(_path);
        await Assertions.Expect(page.Locator("#satz")).ToHaveTextAsync("0 von 1 E-Mails erledigt, 1 offen.");
        var stop = page.GetByRole(AriaRole.Button, new() { Name = "Versand anhalten" });
        await Assertions.Expect(stop).ToBeVisibleAsync();
        await page.WaitForRequestAsync($"**{_path}/stand");

        await _hub.Services.GetRequiredService<SendLoopJob>().RunAsync(_ => { }, CancellationToken.None);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Der Versand ist beendet.");
        await Assertions.Expect(page.Locator("#satz")).ToHaveTextAsync("Der Versand ist beendet.");
        await Assertions.Expect(page.Locator("#liste")).ToContainTextAsync("Zugestellt");
        await Assertions.Expect(stop).ToBeHiddenAsync();
        Assert.That(loads, Is.EqualTo(1));
        Assert.That(await Axe.ViolationsAsync(page), Is.Empty);
    }

    [Test]
    public async Task A_tick_that_says_nothing_new_is_not_spoken()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync(_path);
        await page.WaitForResponseAsync($"**{_path}/stand");
        await page.WaitForRequestAsync($"**{_path}/stand");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("");
    }
}
