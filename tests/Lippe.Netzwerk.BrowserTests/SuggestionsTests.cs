using Lippe.Netzwerk.BrowserTests.Support;
using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>Answers while one types.</summary>
public sealed class SuggestionsTests
{
    private const string Field = "main input[type=search]";

    [Test]
    public async Task A_document_is_opened_from_the_suggestions_by_keyboard()
    {
        await using var context = await BrowserRun.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/suche");
        await page.Locator(Field).PressSequentiallyAsync("dorff");
        var first = page.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(first).ToContainTextAsync("DorfFunk einführen");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/projekte/dorffunk-einfuehren");
    }

    [Test]
    public async Task Escape_closes_the_suggestions_and_enter_searches_what_was_typed()
    {
        await using var context = await BrowserRun.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator(Field).PressSequentiallyAsync("dorff");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(Field)).ToHaveValueAsync("dorff");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/suche?q=dorff");
    }

    [Test]
    public async Task A_suggestion_is_opened_by_touch_at_320_pixels()
    {
        await using var context = await BrowserRun.NewContextAsync(width: 320);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/suche");
        await page.Locator(Field).PressSequentiallyAsync("lemgo");
        await page.GetByRole(AriaRole.Option, new() { Name = "Lemgo Kommune" }).ClickAsync();
        await page.WaitForURLAsync("**/kommunen/lemgo");
    }

    [Test]
    public async Task Open_suggestions_are_accessible()
    {
        await using var context = await BrowserRun.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/suche");
        await page.Locator(Field).PressSequentiallyAsync("digi");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.That(await Axe.ViolationsAsync(page), Is.Empty);
    }
}
