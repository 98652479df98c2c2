using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests;

/// <summary>From the first link to a reader, with JavaScript and without.</summary>
public sealed class JourneyTests
{
    [TestCase(false, 1280)]
    [TestCase(true, 1280)]
    [TestCase(false, 320)]
    public async Task The_first_coordinator_joins_publishes_a_guide_and_a_visitor_finds_it(bool javaScript, int width)
    {
        var title = $"Wanderwege zählen {(javaScript ? "mit" : "ohne")} Skript auf {width}";
        await using var context = await BrowserRun.NewContextAsync(javaScript: javaScript, width: width);
        var page = await context.NewPageAsync();

        await JoinAsync(page, $"Erika Erste {width} {javaScript}", $"erste.{width}.{javaScript}@lemgo.example");
        await PublishAsync(page, title);
        await SignOutAsync(page, width);

        await using var another = await BrowserRun.NewContextAsync(javaScript: javaScript, width: width);
        var visitor = await another.NewPageAsync();
        await visitor.GotoAsync("/");
        await visitor.Locator("main input[type=search]").FillAsync($"Wanderweg {width}");
        await visitor.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Suchen" }).ClickAsync();
        await visitor.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Name = "Vorgehen" })).ToBeVisibleAsync();
    }

    private static async Task JoinAsync(IPage page, string name, string mail)
    {
        await page.GotoAsync(await BrowserRun.Hub.InviteAsync());
        await page.GetByLabel("Ihr Name").FillAsync(name);
        await page.GetByLabel("E-Mail-Adresse").FillAsync(mail);
        await page.GetByLabel("Kommune").SelectOptionAsync("Lemgo");
        await page.GetByLabel("Passwort").FillAsync("ein langes Passwort");
        await page.GetByRole(AriaRole.Button, new() { Name = "Einladung annehmen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"Willkommen, {name}!");
    }

    private static async Task PublishAsync(IPage page, string title)
    {
        await page.GotoAsync("/leitfaeden");
        await page.GetByRole(AriaRole.Link, new() { Name = "Leitfaden anlegen" }).ClickAsync();
        await page.GetByLabel("Titel").FillAsync(title);
        await page.GetByLabel("Zusammenfassung").FillAsync("Wie viele gehen wo?");
        await page.Locator("#Body").FillAsync("## Vorgehen\n\nSensor aufstellen.");
        await page.GetByLabel("Alle, auch ohne Anmeldung").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Speichern und veröffentlichen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    private static async Task SignOutAsync(IPage page, int width)
    {
        if (width < 600)
            await page.GetByRole(AriaRole.Button, new() { Name = "Menü" }).ClickAsync();
        await page.Locator("header summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Abmelden", Exact = true }).ClickAsync();
        if (width < 600)
            await page.GetByRole(AriaRole.Button, new() { Name = "Menü" }).ClickAsync();
        var signIn = page.Locator("header").GetByRole(AriaRole.Link, new() { Name = "Anmelden" });
        await Assertions.Expect(signIn).ToBeVisibleAsync();
    }
}
