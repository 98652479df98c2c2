using System.Text.Json;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class ProfilesTests : FreshHubTests
{
    private static readonly string[] Keys =
    [
        "Name", "Mail", "AndereMailAdressen", "Telefon", "Kommune", "Rolle", "Zustaendigkeit", "Themen", "Monatsbrief",
        "MailsKamenZurueck", "ErsteSchritteAusgeblendet", "Beigetreten", "Geraete", "FehlgeschlageneAnmeldungen",
        "VerantwortlichFuer", "AnsprechpersonFuer", "SpaeterErinnern", "Freigaben", "Versionen", "Einladungen",
        "Monatsbriefe", "GemerkteSuchen", "MailsImPostausgang", "Ereignisse",
    ];

    [Test]
    public async Task A_member_says_what_they_do_and_what_they_want_to_read()
    {
        var anna = await Hub.AddMemberAsync(Role.Reader);
        using var browser = await Hub.SignInAsync(anna);

        var form = await browser.GetAsync("/profil");
        KeyValuePair<string, string?>[] fields =
        [
            new("Name", "Anna Neu"),
            new("Responsibility", "Serviceportal"),
            new("Phone", "+49 (0) 5231 77-0"),
            new("Topics", "mobilitaet"),
            new("Topics", "staedtebau"),
            new("Digest", null),
        ];
        var saved = await browser.SubmitAsync(form, fields, "/profil");

        Assert.That(saved.Html, Does.Contain("Ihr Profil ist gespeichert"));
        var stored = await Hub.WithStoreAsync(session => session.Query<Member>().SingleAsync(m => m.Id == anna.Id));
        Assert.That((stored.Name, stored.Responsibility), Is.EqualTo(("Anna Neu", "Serviceportal")));
        Assert.That(stored.WantsDigest, Is.False);
        Assert.That(stored.Phone, Is.EqualTo("+49 (0) 5231 77-0"));
        using var other = await Hub.SignInAsync(Role.Reader);
        var call = (await other.GetAsync($"/mitglieder/{anna.Id}")).Document.QuerySelector("a[href^='tel:']")!;
        Assert.That(call.GetAttribute("href"), Is.EqualTo("tel:+495231770"));
        Assert.That(stored.Topics, Is.EquivalentTo(new[] { "mobilitaet", "staedtebau" }));
    }

    [TestCase("Hanna Köster", "So heißt schon ein anderes Mitglied")]
    [TestCase("hanna  koester", "So heißt schon ein anderes Mitglied")]
    [TestCase("Mia Bcc: x", "Zeilen einer E-Mail")]
    [TestCase("mia@lemgo.example", "weder @")]
    [TestCase("Mia <b>Brandt", "spitze Klammern")]
    [TestCase("\u0301\u0301", "Geben Sie einen Namen ein")]
    public async Task A_name_that_misleads_others_is_refused_at_its_field(string name, string message)
    {
        await Hub.AddMemberAsync(Role.Coordinator, name: "Hanna Köster");
        using var browser = await Hub.SignInAsync(await Hub.AddMemberAsync(Role.Reader, name: "Mia Brandt"));
        var page = await browser.SubmitAsync(await browser.GetAsync("/profil"), new { Name = name }, "/profil");
        Assert.That(page.Document.QuerySelector("#Name-fehler")?.TextContent, Does.Contain(message));
    }

    [Test]
    public async Task Whoever_is_called_like_another_already_may_stay_so()
    {
        await Hub.AddMemberAsync(Role.Reader, name: "Anna Müller");
        using var browser = await Hub.SignInAsync(await Hub.AddMemberAsync(Role.Reader, name: "Anna Müller"));
        var page = await browser.SubmitAsync(
            await browser.GetAsync("/profil"), new { Responsibility = "Archiv" }, "/profil");
        Assert.That(page.Html, Does.Contain("Ihr Profil ist gespeichert"));
    }

    [Test]
    public async Task What_else_is_saved_of_a_member_in_the_same_moment_counts_too()
    {
        var anna = await Hub.AddMemberAsync(Role.Reader);
        using var browser = await Hub.SignInAsync(anna);
        var form = await browser.GetAsync("/profil");
        await Hub.OvertakeAsync(
            anna,
            m => m.SuspendMail(m.JoinedAt),
            () => browser.SubmitAsync(form, new { Name = "Anna Neu" }, "/profil"));
        var stored = await Hub.WithStoreAsync(session => session.LoadAsync<Member>(anna.Id));
        Assert.That((stored!.Name, stored.MailSuspendedAt), Is.EqualTo(("Anna Neu", anna.JoinedAt)));
    }

    [Test]
    public async Task An_empty_name_is_an_error_at_its_field_and_keeps_the_rest()
    {
        using var browser = await Hub.SignInAsync(Role.Reader);
        var form = await browser.GetAsync("/profil");
        var refused = await browser.SubmitAsync(form, new { Name = " ", Responsibility = "Archiv" }, "/profil");
        Assert.That(refused.Document.QuerySelector("#Name-fehler")?.TextContent, Does.Contain("Namen"));
        Assert.That(refused.Document.QuerySelector("#Responsibility")?.GetAttribute("value"), Is.EqualTo("Archiv"));
    }

    [Test]
    public async Task A_new_password_ends_other_sessions_and_keeps_this_one()
    {
        var anna = await Hub.AddMemberAsync(Role.Reader);
        using var here = await Hub.SignInAsync(anna);
        using var there = await Hub.SignInAsync(anna);

        var form = await here.GetAsync("/profil/passwort");
        var changed = await here.SubmitAsync(
            form, new { Current = TestHub.Password, Password = "ein anderes langes Passwort" });

        Assert.That(changed.Path, Is.EqualTo("/profil"));
        Assert.That((await there.GetAsync("/profil")).Path, Does.StartWith("/anmelden"));
    }

    [Test]
    public async Task A_wrong_password_changes_nothing()
    {
        using var browser = await Hub.SignInAsync(Role.Reader);
        var form = await browser.GetAsync("/profil/passwort");
        var refused = await browser.SubmitAsync(
            form, new { Current = "falsch", Password = "ein anderes langes Passwort" });
        Assert.That(refused.Document.QuerySelector("#Current-fehler")?.TextContent, Does.Contain("stimmt nicht"));
    }

    [Test]
    public async Task Members_download_what_the_hub_holds_about_them()
    {
        var anna = await Hub.AddMemberAsync(Role.Officer, "lage", "Anna Beispiel", "anna@lage.example");
        await Hub.AddDocumentAsync("Annas Text", municipality: "lage", authorId: anna.Id);
        using var browser = await Hub.SignInAsync(anna);

        var answer = await browser.SendAsync(HttpMethod.Get, "/profil/daten");
        using var data = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.That(data.RootElement.EnumerateObject().Select(part => part.Name), Is.EqualTo(Keys));
        Assert.That(data.RootElement.GetProperty("Mail").GetString(), Is.EqualTo("anna@lage.example"));
        var version = data.RootElement.GetProperty("Versionen")[0];
        Assert.That(version.GetProperty("Titel").GetString(), Is.EqualTo("Annas Text"));
    }

    [Test]
    public async Task A_member_leaves_with_their_password_only()
    {
        await Hub.AddMemberAsync(Role.Coordinator);
        var anna = await Hub.AddMemberAsync(Role.Reader);
        using var browser = await Hub.SignInAsync(anna);

        var form = await browser.GetAsync("/profil/austritt");
        var refused = await browser.SubmitAsync(form, new { CurrentPassword = "falsch" });
        Assert.That(refused.Text, Does.Contain("Das Passwort stimmt nicht"));

        await browser.SubmitAsync(refused, new { CurrentPassword = TestHub.Password });
        Assert.That((await browser.GetAsync("/profil")).Path, Does.StartWith("/anmelden"));
        var left = await Hub.WithStoreAsync(session => session.LoadAsync<Member>(anna.Id));
        Assert.That(left!.LeftAt, Is.Not.Null);
        Assert.That(left.Name, Is.EqualTo(Member.FormerMember));
    }
}
