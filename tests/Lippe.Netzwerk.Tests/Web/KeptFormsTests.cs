using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Lippe.Netzwerk.Web.Forms;
using Marten;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>What was typed is never lost because a form cannot be taken.</summary>
public sealed class KeptFormsTests : FreshHubTests
{
    private const string New = "/leitfaeden/neu";
    private const string StillThere = "Ihr Text ist noch da. Speichern Sie ihn jetzt.";

    private Member _member = null!;
    private TestBrowser _officer = null!;

    [SetUp]
    public async Task SignInAsync()
    {
        _member = await Hub.AddMemberAsync(Role.Officer);
        _officer = await Hub.SignInAsync(_member);
    }

    [TearDown]
    public void Close() => _officer.Dispose();

    [Test]
    public async Task A_session_that_ended_while_writing_costs_no_word()
    {
        var form = await _officer.GetAsync(New);
        EndSession();
        var signIn = await _officer.SubmitAsync(form, new { Title = "Langer Abend", Body = "Zeile 1\nZeile 2" }, New);
        Assert.That(signIn.Heading, Is.EqualTo("Anmelden"));
        Assert.That(signIn.Text, Does.Contain("nicht verloren"));

        var again = await SignInAsync(signIn, _member);
        Assert.That(again.Text, Does.Contain(StillThere));
        Assert.That(again.Document.QuerySelector("#Title")!.GetAttribute("value"), Is.EqualTo("Langer Abend"));
        Assert.That(again.Document.QuerySelector("#Body")!.TextContent.Trim(), Is.EqualTo("Zeile 1\nZeile 2"));
        Assert.That(again.Html, Does.Not.Contain("Fehler:"));
        Assert.That(await Hub.WithStoreAsync(session => session.Query<Document>().CountAsync()), Is.Zero);

        var saved = await _officer.SubmitAsync(again, new { }, New);
        Assert.That(saved.Path, Is.EqualTo("/leitfaeden/langer-abend"));
        Assert.That(saved.Text, Does.Not.Contain(StillThere));
    }

    [Test]
    public async Task A_form_corrected_once_is_shown_on_its_own_page_again()
    {
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        using var browser = await Hub.SignInAsync(coordinator);
        var form = await browser.GetAsync("/einladungen/neu");
        var refused = await browser.SubmitAsync(form, new { Name = "Kim Vorlage", Email = "kim" });
        browser.SetCookie("netzwerk", "abgelaufen");
        var signIn = await browser.SubmitAsync(refused, new { Email = "kim@lage.example" });
        var again = await SignInAsync(signIn, coordinator, browser);
        Assert.That(again.Heading, Is.EqualTo("Mitglied einladen"));
        Assert.That(again.Document.QuerySelector("#Email")!.GetAttribute("value"), Is.EqualTo("kim@lage.example"));
    }

    [Test]
    public async Task A_text_waits_only_for_the_member_who_wrote_it()
    {
        var form = await _officer.GetAsync(New);
        EndSession();
        var signIn = await _officer.SubmitAsync(form, new { Title = "Nur meiner" }, New);
        var other = await Hub.AddMemberAsync(Role.Officer);
        var page = await SignInAsync(signIn, other);
        Assert.That(page.Path, Does.StartWith(New));
        Assert.That(page.Html, Does.Not.Contain("Nur meiner").And.Not.Contain("noch da"));
    }

    [Test]
    public async Task A_text_waits_for_an_hour()
    {
        var form = await _officer.GetAsync(New);
        EndSession();
        var signIn = await _officer.SubmitAsync(form, new { Title = "Bis gleich" }, New);
        Hub.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That((await SignInAsync(signIn, _member)).Html, Does.Not.Contain("Bis gleich"));
    }

    [Test]
    public async Task A_text_written_on_an_older_version_still_meets_what_others_saved()
    {
        await Hub.AddGuideAsync("Zu zweit", "Alt.");
        const string Edit = "/leitfaeden/zu-zweit/bearbeiten";
        var form = await _officer.GetAsync(Edit);
        using var other = await Hub.SignInAsync(Role.Officer);
        await other.SubmitAsync(await other.GetAsync(Edit), new { Body = "Von nebenan." }, Edit);

        EndSession();
        var again = await SignInAsync(await _officer.SubmitAsync(form, new { Body = "Von hier." }, Edit), _member);
        var conflict = await _officer.SubmitAsync(again, new { }, Edit);
        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_form_whose_cookie_is_missing_shows_its_text_again()
    {
        var form = await _officer.GetAsync(New);
        _officer.SetCookie("netzwerk-formular", "verloren");
        var again = await _officer.SubmitAsync(form, new { Title = "Ohne Keks" }, New);
        Assert.That(again.Text, Does.Contain("Die Seite war zu lange offen.").And.Contain(StillThere));
        Assert.That((await _officer.SubmitAsync(again, new { }, New)).Path, Is.EqualTo("/leitfaeden/ohne-keks"));
    }

    [Test]
    public async Task A_step_without_text_is_named_as_not_done()
    {
        await Hub.AddGuideAsync("Ein Klick", "Ein Text.");
        var page = await _officer.GetAsync("/leitfaeden/ein-klick");
        EndSession();
        var signIn = await _officer.SubmitAsync(page, new { }, "/leitfaeden/ein-klick/stand");
        var again = await SignInAsync(signIn, _member);
        Assert.That(again.Heading, Is.EqualTo("Ein Klick"));
        Assert.That(again.Text, Does.Contain("Der letzte Schritt ist nicht ausgeführt."));
    }

    [Test]
    public async Task A_password_is_never_kept()
    {
        using var visitor = Hub.Visitor();
        var form = await visitor.GetAsync("/anmelden");
        visitor.SetCookie("netzwerk-formular", "verloren");
        var again = await visitor.SubmitAsync(form, new { _member.Email, TestHub.Password });
        Assert.That(again.Heading, Is.EqualTo("Anmelden"));
        Assert.That(again.Text, Does.Contain("Der letzte Schritt ist nicht ausgeführt."));
        var kept = await Hub.WithStoreAsync(session => session.Query<KeptForm>().SingleAsync());
        Assert.That(kept.Fields, Is.Empty);
    }

    [Test]
    public async Task What_another_site_sends_is_not_kept()
    {
        var form = await _officer.GetAsync(New);
        EndSession();
        _officer.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        var signIn = await _officer.SubmitAsync(form, new { Title = "Untergeschoben" }, New);
        Assert.That(signIn.Text, Does.Not.Contain("nicht verloren"));
        Assert.That(await Hub.WithStoreAsync(session => session.Query<KeptForm>().AnyAsync()), Is.False);
    }

    private void EndSession() => _officer.SetCookie("netzwerk", "abgelaufen");

    private async Task<TestPage> SignInAsync(TestPage signIn, Member member, TestBrowser? browser = null) =>
        await (browser ?? _officer).SubmitAsync(signIn, new { member.Email, TestHub.Password }, "/anmelden");
}
