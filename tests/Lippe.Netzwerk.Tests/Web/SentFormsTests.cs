using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>A form does its work once, however often it is sent.</summary>
public sealed class SentFormsTests : HubTests
{
    private const string New = "/leitfaeden/neu";

    [Test]
    public async Task A_form_sent_again_gets_the_first_answer_with_its_notice()
    {
        var form = await Officer.GetAsync(New);
        for (var time = 1; time <= 4; time++)
        {
            var page = await Officer.SubmitAsync(form, new { Title = "Viermal gesendet" }, New);
            Assert.That(page.Path, Is.EqualTo("/leitfaeden/viermal-gesendet"));
            Assert.That(page.Text, Does.Contain("als Entwurf gespeichert"));
        }

        Assert.That(await CountAsync("Viermal gesendet"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_form_sent_at_once_on_two_nodes_makes_one_document()
    {
        await using var otherNode = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = otherNode.Visitor();
        var form = await Officer.GetAsync(New);
        foreach (var cookie in (string[])["netzwerk", "netzwerk-formular"])
            there.SetCookie(cookie, Officer.Cookie(cookie));
        TestBrowser[] senders = [Officer, there, Officer, there];
        var pages = await Task.WhenAll(
            senders.Select(sender => sender.SubmitAsync(form, new { Title = "Zugleich gesendet" }, New)));
        Assert.That(pages.Select(page => page.Path), Has.All.EqualTo("/leitfaeden/zugleich-gesendet"));
        Assert.That(await CountAsync("Zugleich gesendet"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_form_with_another_content_is_another_one()
    {
        var form = await Officer.GetAsync(New);
        await Officer.SubmitAsync(form, new { Title = "Erst so" }, New);
        var page = await Officer.SubmitAsync(form, new { Title = "Dann so" }, New);
        Assert.That(page.Path, Is.EqualTo("/leitfaeden/dann-so"));
    }

    [Test]
    public async Task The_same_content_in_a_form_opened_anew_is_another_one()
    {
        await CreateAsync(new { Title = "Zweimal gewollt" });
        await CreateAsync(new { Title = "Zweimal gewollt" });
        Assert.That(await CountAsync("Zweimal gewollt"), Is.EqualTo(2));
    }

    [Test]
    public async Task After_a_day_nobody_knows_a_form_any_more()
    {
        var form = await Officer.GetAsync(New);
        await Officer.SubmitAsync(form, new { Title = "Gestern gesendet" }, New);
        Hub.Clock.Advance(TimeSpan.FromDays(1.1));
        await CreateAsync(new { Title = "Heute gesendet" });
        await Officer.SubmitAsync(form, new { Title = "Gestern gesendet" }, New);
        Assert.That(await CountAsync("Gestern gesendet"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_search_kept_twice_with_one_form_is_one()
    {
        var form = await Officer.GetAsync("/suche?q=Doppelklick");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Officer.SubmitAsync(form, new { }, "/suche/gemerkt")));
        var page = await Officer.SubmitAsync(form, new { }, "/suche/gemerkt");
        Assert.That(page.Text, Does.Contain("ist gemerkt"));
    }

    private Task<int> CountAsync(string title) => Hub.WithStoreAsync(
        session => session.Query<Document>().CountAsync(document => document.Title == title));
}
