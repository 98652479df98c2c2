using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Network;

public sealed class FirstStepsTests : FreshHubTests
{
    [Test]
    public async Task The_first_coordinator_sees_what_is_open_and_where_to_do_it()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);

        var steps = await StepsAsync(coordinator);

        Assert.That(steps, Has.Count.EqualTo(5));
        Assert.That(steps[0], Does.Contain("Offen: Noch Vorlage: Impressum, Datenschutz"));
        Assert.That(steps[1], Does.Contain("Auf „.example“ enden nur Beispiele"));
        Assert.That(steps[2], Does.Contain("Erledigt: 8 Themen"));
        Assert.That(steps[3], Does.Contain("Offen: Bisher sind Sie allein"));
        Assert.That(steps[4], Does.Contain("Offen: E-Mails bleiben im Postausgang"));
    }

    [Test]
    public async Task What_was_done_is_told_from_the_data()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await SaveAsync(coordinator, "/netzwerk/texte/impressum", "Stadt Lemgo");
        await SaveAsync(coordinator, "/netzwerk/texte/kontakt_mail", "Netzwerk@Lemgo.de");
        await Hub.AddMemberAsync(Role.Reader);

        var steps = await StepsAsync(coordinator);

        Assert.That(steps[0], Does.Not.Contain("Noch Vorlage: Impressum"));
        Assert.That(steps[1], Does.Contain("Fragen gehen an netzwerk@lemgo.de"));
        Assert.That(steps[3], Does.Contain("Erledigt: 2 Mitglieder"));
    }

    [Test]
    public async Task Put_away_they_stay_away_for_whoever_did_it_and_are_found_below_the_network()
    {
        using var first = await Hub.SignInAsync(Role.Coordinator);
        using var second = await Hub.SignInAsync(Role.Coordinator);

        var page = await first.SubmitAsync(
            await first.GetAsync("/"), new { }, "/netzwerk/erste-schritte/ausblenden");

        Assert.That(page.Html, Does.Contain("finden Sie weiter im Menü"));
        Assert.That(await StepsAsync(first), Is.Empty);
        Assert.That(await StepsAsync(second), Is.Not.Empty);
        Assert.That((await first.GetAsync("/netzwerk")).Text, Does.Contain("Erste Schritte"));
    }

    [TestCase(Role.Officer)]
    [TestCase(Role.Reader)]
    public async Task Nobody_else_sees_them(Role role)
    {
        using var browser = await Hub.SignInAsync(role);
        Assert.That(await StepsAsync(browser), Is.Empty);
    }

    private static async Task<List<string>> StepsAsync(TestBrowser browser)
    {
        var page = await browser.GetAsync("/");
        return
        [
            .. page.Document.QuerySelectorAll("section[aria-labelledby=erste-schritte] li")
                .Select(step => string.Join(
                    ' ', step.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
    }

    private static async Task SaveAsync(TestBrowser browser, string path, string value) =>
        await browser.SubmitAsync(await browser.GetAsync(path), new { Value = value });
}
