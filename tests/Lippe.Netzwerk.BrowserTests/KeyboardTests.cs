using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>The hub without a mouse.</summary>
public sealed class KeyboardTests
{
    private const int MostTabs = 80;

    [Test]
    public async Task The_first_key_leads_past_the_menu()
    {
        await using var context = await BrowserRun.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/leitfaeden");
        await page.Keyboard.PressAsync("Tab");
        var skipLink = page.GetByRole(AriaRole.Link, new() { Name = "Zum Inhalt springen" });
        await Assertions.Expect(skipLink).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        var isInMain = await page.EvaluateAsync<bool>(
            "() => document.querySelector('main').contains(document.activeElement)");
        Assert.That(isInMain, Is.True);
    }

    [Test]
    public async Task A_document_is_searched_and_opened_by_keyboard_alone()
    {
        await using var context = await BrowserRun.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await TabToAsync(page, "main input[type=search]");
        await page.Keyboard.TypeAsync("DorfFunk");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/suche?q=DorfFunk*");
        await TabToAsync(page, ".ln-row__title a");
        var title = await page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    [TestCase("/")]
    [TestCase("/leitfaeden")]
    [TestCase("/projekte/dorffunk-einfuehren")]
    [TestCase("/suche?q=Digitalisierung")]
    [TestCase("/anmelden")]
    public async Task What_has_the_focus_can_be_seen(string address)
    {
        await using var context = await BrowserRun.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        for (var n = 0; n < 25; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            var hidden = await page.EvaluateAsync<string?>(
                """
                () => {
                    const element = document.activeElement;
                    if (element === document.body) return null;
                    const isMarked = style => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                    const marked = [element, element.parentElement].some(marker => isMarked(getComputedStyle(marker)));
                    const box = element.getBoundingClientRect();
                    return marked && box.width > 0 && box.height > 0 ? null : element.outerHTML;
                }
                """);
            Assert.That(hidden, Is.Null);
        }
    }

    [Test]
    public async Task The_menu_of_a_phone_opens_and_closes_by_keyboard()
    {
        await using var context = await BrowserRun.NewContextAsync(width: 320);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        var link = page.Locator("header").GetByRole(AriaRole.Link, new() { Name = "Projekte" });
        await Assertions.Expect(link).ToBeHiddenAsync();
        await TabToAsync(page, "header button[popovertarget]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(link).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("header button[popovertarget]").First).ToBeFocusedAsync();
    }

    [TestCase(320, false)]
    [TestCase(320, true)]
    [TestCase(768, false)]
    [TestCase(768, true)]
    public async Task The_focus_never_goes_behind_an_open_menu(int width, bool javaScript)
    {
        await using var context = await BrowserRun.NewContextAsync(javaScript: javaScript, width: width);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/leitfaeden");
        await TabToAsync(page, "header button[popovertarget]");
        await page.Keyboard.PressAsync("Enter");
        for (var n = 0; n < 30; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            var hidden = await page.EvaluateAsync<string?>(
                """
                () => {
                    const element = document.activeElement;
                    if (element === document.body || element.closest('.ln-nav')) return null;
                    const box = element.getBoundingClientRect();
                    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return top?.closest('.ln-nav') ? element.outerHTML : null;
                }
                """);
            Assert.That(hidden, Is.Null);
        }
    }

    [Test]
    public async Task The_menu_of_a_member_closes_with_escape_and_by_going_on()
    {
        await using var context = await BrowserRun.NewContextAsync(BrowserRun.Hub.Coordinator);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/leitfaeden");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Meine Seite" });
        await TabToAsync(page, ".ln-account summary");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(link).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".ln-account summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("main h1");
        await Assertions.Expect(link).ToBeHiddenAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var n = 0; n < MostTabs; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }

        Assert.Fail($"{selector} is not reached by keyboard.");
    }
}
