using System.Text.RegularExpressions;
using Lippe.Netzwerk.BrowserTests.Support;
using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>What is typed outlives leaving the page, until it is saved.</summary>
public sealed class UnsavedTests
{
    private const string Form = "/leitfaeden/neu";
    private const string Offer = "ist noch da";

    private IBrowserContext _context = null!;
    private IPage _page = null!;

    [SetUp]
    public async Task Open()
    {
        _context = await BrowserRun.NewContextAsync(await BrowserRun.Hub.SignInAsync());
        _page = await _context.NewPageAsync();
    }

    [TearDown]
    public async Task Close() => await _context.DisposeAsync();

    [Test]
    public async Task Text_typed_before_leaving_is_put_back_by_keyboard()
    {
        await TypeAsync("Radwege planen");
        await _page.GetByLabel("Alle, auch ohne Anmeldung").CheckAsync();
        await LeaveAsync();

        await _page.GotoAsync(Form);
        await Assertions.Expect(Status).ToHaveTextAsync(new Regex(@"^Ihr Text von \d\d:\d\d Uhr ist noch da\.$"));
        Assert.That(await Axe.ViolationsAsync(_page), Is.Empty);
        await Assertions.Expect(Title).ToHaveValueAsync("");
        await Again.FocusAsync();
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Title).ToHaveValueAsync("Radwege planen");
        await Assertions.Expect(Title).ToBeFocusedAsync();
        await Assertions.Expect(_page.GetByLabel("Alle, auch ohne Anmeldung")).ToBeCheckedAsync();
        await Assertions.Expect(Status).ToContainTextAsync("noch nicht gespeichert");
    }

    [Test]
    public async Task What_is_saved_is_not_offered_again()
    {
        await TypeAsync("Gespeichert ist gespeichert");
        await SaveAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Gespeichert ist gespeichert");
        await _page.GotoAsync(Form);
        await ExpectNoOfferAsync();
    }

    [Test]
    public async Task What_the_server_shows_again_wins_and_is_kept_as_well()
    {
        await TypeAsync("   ");
        await _page.Locator("#Body").FillAsync("Der Text");
        await SaveAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Titel");
        await Assertions.Expect(_page.Locator("#Body")).ToHaveValueAsync("Der Text");
        await ExpectNoOfferAsync();

        await LeaveAsync();
        await _page.GotoAsync(Form);
        await Again.ClickAsync();
        await Assertions.Expect(_page.Locator("#Body")).ToHaveValueAsync("Der Text");
    }

    [Test]
    public async Task Discarded_text_is_gone_unless_one_thinks_better_of_it_at_once()
    {
        await TypeAsync("Doch nicht");
        await LeaveAsync();
        await _page.GotoAsync(Form);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Verwerfen" }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Rückgängig" })).ToBeFocusedAsync();
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Title).ToHaveValueAsync("Doch nicht");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Rückgängig" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Verwerfen" }).ClickAsync();
        await _page.GotoAsync(Form);
        await ExpectNoOfferAsync();
    }

    [Test]
    public async Task Nobody_else_at_the_same_browser_sees_it_and_signing_out_forgets_it()
    {
        await TypeAsync("Meins");
        var own = await _context.CookiesAsync();
        await UseTicketAsync(await BrowserRun.Hub.SignInAsync());
        await _page.GotoAsync(Form);
        await ExpectNoOfferAsync();

        await UseTicketAsync(own.Single(cookie => cookie.Name == "netzwerk").Value);
        await _page.GotoAsync(Form);
        await Assertions.Expect(Status).ToContainTextAsync(Offer);
        await _page.Locator("header summary").ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Abmelden", Exact = true }).ClickAsync();
        await Assertions.Expect(_page.Locator("header").GetByRole(AriaRole.Link, new() { Name = "Anmelden" }))
            .ToBeVisibleAsync();
        Assert.That(await _page.EvaluateAsync<int>("() => localStorage.length"), Is.Zero);
    }

    [Test]
    public async Task After_seven_days_it_is_gone()
    {
        await TypeAsync("Längst vergessen");
        await LeaveAsync();
        await _page.EvaluateAsync(
            """
            () => {
                const [key] = Object.keys(localStorage);
                const entry = JSON.parse(localStorage.getItem(key));
                localStorage.setItem(key, JSON.stringify({ ...entry, at: entry.at - 7 * 24 * 60 * 60 * 1000 - 1 }));
            }
            """);
        await _page.GotoAsync(Form);
        await ExpectNoOfferAsync();
        Assert.That(await _page.EvaluateAsync<int>("() => localStorage.length"), Is.Zero);
    }

    [Test]
    public async Task An_older_text_is_not_saved_over_a_newer_version_without_a_word()
    {
        await TypeAsync("Ein Leitfaden in zwei Händen");
        await SaveAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "Bearbeiten" }).First.ClickAsync();
        await _page.WaitForURLAsync("**/bearbeiten");
        var edit = _page.Url;
        await _page.Locator("#Body").FillAsync("Von gestern");
        await LeaveAsync();
        await using (var elsewhere = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator))
        {
            var other = await elsewhere.NewPageAsync();
            await other.GotoAsync(edit);
            await other.Locator("#Body").FillAsync("Von heute");
            await other.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }).ClickAsync();
            await Assertions.Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("Version 2");
        }

        await _page.GotoAsync(edit);
        await Again.ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Jemand war schneller");
        await Assertions.Expect(_page.Locator("#Body")).ToHaveValueAsync("Von gestern");
    }

    [Test]
    public async Task Where_the_browser_keeps_nothing_it_asks_before_the_text_is_lost()
    {
        await _context.AddInitScriptAsync("Storage.prototype.setItem = () => { throw new Error('voll'); };");
        await TypeAsync("Nur hier");
        string? asked = null;
        _page.Dialog += async (_, dialog) =>
        {
            asked = dialog.Type;
            await dialog.AcceptAsync();
        };
        await LeaveAsync();
        Assert.That(asked, Is.EqualTo("beforeunload"));
    }

    private ILocator Title => _page.GetByLabel("Titel");

    private ILocator Status => _page.Locator("main").GetByRole(AriaRole.Status);

    private ILocator Again => _page.GetByRole(AriaRole.Button, new() { Name = "Wieder einsetzen" });

    private async Task TypeAsync(string title)
    {
        await _page.GotoAsync(Form);
        await Title.PressSequentiallyAsync(title);
    }

    private async Task LeaveAsync()
    {
        await _page.GetByRole(AriaRole.Link, new() { Name = "Abbrechen" }).ClickAsync();
        await Assertions.Expect(_page.Locator("form.ln-form[method=post]")).ToHaveCountAsync(0);
    }

    private Task SaveAsync() =>
        _page.GetByRole(AriaRole.Button, new() { Name = "Als Entwurf speichern" }).ClickAsync();

    private Task ExpectNoOfferAsync() => Assertions.Expect(_page.Locator(".ln-unsaved")).ToHaveCountAsync(0);

    private Task UseTicketAsync(string ticket) => _context.AddCookiesAsync(
        [new Cookie { Name = "netzwerk", Value = ticket, Url = BrowserRun.Hub.Address }]);
}
