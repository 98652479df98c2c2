using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

/// <summary>A member's own mail address changes, once it is confirmed from the new one.</summary>
public sealed class OwnAddressTests : FreshHubTests
{
    private const string Old = "anna.alt@lage.example";
    private const string New = "anna.neu@lage.example";

    private Member _anna = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task AddAnna()
    {
        _anna = await Hub.AddMemberAsync(Role.Officer, "lage", "Anna Beispiel", Old);
        _browser = await Hub.SignInAsync(_anna);
    }

    [TearDown]
    public void CloseBrowser() => _browser.Dispose();

    [Test]
    public async Task The_old_address_holds_until_the_new_one_is_confirmed_and_is_told_then()
    {
        var asked = await AskAsync(New);
        Assert.That(asked.Text, Does.Contain($"An {New} ist eine E-Mail unterwegs."));
        Assert.That(asked.Text, Does.Contain("Noch nicht bestätigt").And.Contain($"Jetzt gilt {Old}."));
        Assert.That(await AddressAsync(), Is.EqualTo(Old));
        var mail = await Hub.MailToAsync(New);
        Assert.That(mail.Text, Does.Not.Contain("Anna").And.Not.Contain(Old), "its owner may be a stranger");

        var confirmed = await ConfirmAsync(await LinkAsync());
        Assert.That(confirmed.Path, Is.EqualTo("/profil"));
        Assert.That(confirmed.Text, Does.Contain("Ihre neue E-Mail-Adresse gilt."));
        Assert.That(await AddressAsync(), Is.EqualTo(New));
        Assert.That((await Hub.MailToAsync(Old)).Text, Does.Contain("Sie waren das nicht?"));
        using var visitor = Hub.Visitor();
        Assert.That((await SignInAsync(visitor, Old)).Path, Is.EqualTo("/anmelden"));
        Assert.That((await SignInAsync(visitor, New)).Path, Is.EqualTo("/"));
        Assert.That(await Hub.DeedsOfAsync(_anna.Id), Is.EqualTo(new[] { "member.address-changed" }));
    }

    [Test]
    public async Task This_session_goes_on_and_all_others_end()
    {
        using var elsewhere = await Hub.SignInAsync(_anna);
        await AskAsync(New);
        await ConfirmAsync(await LinkAsync());
        Assert.That((await _browser.GetAsync("/profil")).Path, Is.EqualTo("/profil"));
        Assert.That((await elsewhere.GetAsync("/profil")).Path, Does.StartWith("/anmelden"));
    }

    [Test]
    public async Task A_link_to_a_new_password_that_went_to_the_old_address_is_dead_then()
    {
        using var visitor = Hub.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/passwort/vergessen"), new { Email = Old });
        var reset = (await Hub.MailToAsync(Old)).PathIn("/passwort/neu");
        await AskAsync(New);
        await ConfirmAsync(await LinkAsync());
        Assert.That((await visitor.GetAsync(reset)).Status, Is.EqualTo(HttpStatusCode.Gone));
    }

    [Test]
    public async Task A_mail_that_was_planned_before_goes_to_the_new_address()
    {
        await Hub.AddDocumentAsync("Ein Leitfaden");
        await Hub.PrepareNowAsync();
        await AskAsync(New);
        await ConfirmAsync(await LinkAsync());
        await Hub.SendAsync();
        Assert.That(await Hub.MailsToAsync(New), Has.Count.EqualTo(2), "the one with the link, and the digest");
    }

    [Test]
    public async Task Mails_that_came_back_from_the_old_address_keep_none_from_the_new_one()
    {
        await ChangeAsync(member => member.SuspendMail(Hub.Clock.GetUtcNow()));
        await AskAsync(New);
        await ConfirmAsync(await LinkAsync());
        Assert.That((await MemberAsync()).MailSuspendedAt, Is.Null);
    }

    [Test]
    public async Task A_second_click_finds_it_done()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        var form = await _browser.GetAsync(link);
        await _browser.SubmitAsync(form, new { });
        Assert.That((await _browser.GetAsync(link)).Heading, Is.EqualTo("Ihre neue E-Mail-Adresse gilt"));
        Assert.That((await _browser.SubmitAsync(form, new { })).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Hub.MailsToAsync(Old), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_link_ends_after_a_day()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        var form = await _browser.GetAsync(link);
        Hub.Clock.Advance(AddressChange.Lifetime);
        Assert.That((await _browser.SubmitAsync(form, new { })).Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That((await _browser.GetAsync(link)).Heading, Is.EqualTo("Dieser Link gilt nicht mehr"));
        Assert.That(await AddressAsync(), Is.EqualTo(Old));
    }

    [Test]
    public async Task Whoever_thinks_better_of_it_keeps_the_address()
    {
        var asked = await AskAsync(New);
        var page = await _browser.SubmitAsync(asked, new { }, "/profil/adresse/verwerfen");
        Assert.That(page.Text, Does.Not.Contain("Noch nicht bestätigt"));
        Assert.That((await _browser.GetAsync(await LinkAsync())).Status, Is.EqualTo(HttpStatusCode.Gone));
    }

    [Test]
    public async Task Of_two_wishes_the_later_one_counts()
    {
        await AskAsync("anna.erst@lage.example");
        var first = (await Hub.MailToAsync("anna.erst@lage.example")).PathIn("/profil/adresse/");
        await AskAsync(New);
        Assert.That((await _browser.GetAsync(first)).Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That((await _browser.GetAsync(await LinkAsync())).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_link_is_the_members_alone()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.GetAsync(link)).Heading, Is.EqualTo("Anmelden"));
        using var other = await Hub.SignInAsync(Role.Coordinator);
        Assert.That((await other.GetAsync(link)).Status, Is.EqualTo(HttpStatusCode.Gone));
    }

    [Test]
    public async Task An_address_taken_meanwhile_gets_the_answer_of_any_dead_link()
    {
        await AskAsync(New);
        var form = await _browser.GetAsync(await LinkAsync());
        await Hub.AddMemberAsync(Role.Reader, mail: New);
        var page = await _browser.SubmitAsync(form, new { });
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(page.Heading, Is.EqualTo("Dieser Link gilt nicht mehr"));
        Assert.That(await AddressAsync(), Is.EqualTo(Old));
    }

    [Test]
    public async Task Two_who_confirm_one_address_in_the_same_moment_do_not_both_get_it()
    {
        var ben = await Hub.AddMemberAsync(Role.Reader);
        using var bens = await Hub.SignInAsync(ben);
        await AskAsync(New);
        var link = await LinkAsync();
        Hub.Clock.Advance(TimeSpan.FromMinutes(3));
        await AskAsync(New, bens);
        var mails = await Hub.MailsToAsync(New);
        var other = mails[^1].PathIn("/profil/adresse/");
        var (form, otherForm) = (await _browser.GetAsync(link), await bens.GetAsync(other));
        var answers = await Task.WhenAll(
            _browser.SubmitAsync(form, new { }), bens.SubmitAsync(otherForm, new { }));
        Assert.That(
            answers.Select(page => page.Status), Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.Gone }));
    }

    [Test]
    public async Task The_address_of_a_member_is_refused_beside_its_field()
    {
        var ben = await Hub.AddMemberAsync(Role.Reader);
        var page = await AskAsync(ben.Email!.ToUpperInvariant());
        Assert.That(page.Document.QuerySelector("#Email-fehler")!.TextContent, Does.Contain("gibt es schon"));
        Assert.That(await Hub.MailsToAsync(ben.Email!), Is.Empty);
    }

    [TestCase("")]
    [TestCase("anna")]
    [TestCase(Old)]
    public async Task What_is_no_other_address_is_refused_beside_its_field(string typed)
    {
        var page = await AskAsync(typed);
        Assert.That(page.Document.QuerySelectorAll("#Email-fehler"), Has.Length.EqualTo(1));
        Assert.That(page.Document.QuerySelector("#Email")!.GetAttribute("value"), Is.EqualTo(typed));
    }

    [Test]
    public async Task Without_the_password_nothing_happens()
    {
        var page = await AskAsync(New, password: "ein falsches Passwort");
        Assert.That(page.Document.QuerySelector("#CurrentPassword-fehler"), Is.Not.Null);
        Assert.That(page.Document.QuerySelector("#Email")!.GetAttribute("value"), Is.EqualTo(New));
        Assert.That(await Hub.MailsToAsync(New), Is.Empty);
    }

    [Test]
    public async Task A_second_mail_to_an_address_waits_a_moment()
    {
        await AskAsync(New);
        var page = await AskAsync(New);
        Assert.That(page.Document.QuerySelector("#Email-fehler")!.TextContent, Does.Contain("gerade schon"));
        Assert.That(await Hub.MailsToAsync(New), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_save_in_between_is_told_and_the_link_stays_good()
    {
        await AskAsync(New);
        var form = await _browser.GetAsync(await LinkAsync());
        var page = await Hub.OvertakeAsync(
            _anna, member => member.Responsibility = "Archiv", () => _browser.SubmitAsync(form, new { }));
        Assert.That(page.Html, Does.Contain("In diesem Moment"));
        Assert.That((await _browser.SubmitAsync(page, new { })).Path, Is.EqualTo("/profil"));
    }

    private async Task<TestPage> AskAsync(
        string email, TestBrowser? browser = null, string password = TestHub.Password)
    {
        browser ??= _browser;
        var form = await browser.GetAsync("/profil/adresse");
        return await browser.SubmitAsync(form, new { Email = email, CurrentPassword = password }, "/profil/adresse");
    }

    private async Task<string> LinkAsync() => (await Hub.MailToAsync(New)).PathIn("/profil/adresse/");

    private async Task<TestPage> ConfirmAsync(string link) =>
        await _browser.SubmitAsync(await _browser.GetAsync(link), new { });

    private async Task<string?> AddressAsync() => (await MemberAsync()).Email;

    private async Task<Member> MemberAsync() =>
        (await Hub.WithStoreAsync(session => session.LoadAsync<Member>(_anna.Id)))!;

    private Task<Member> ChangeAsync(Action<Member> change) => Hub.WithStoreAsync(async session =>
    {
        var stored = (await session.LoadAsync<Member>(_anna.Id))!;
        change(stored);
        session.Change(stored);
        await session.SaveChangesAsync();
        return stored;
    });

    private static async Task<TestPage> SignInAsync(TestBrowser browser, string email) => await browser.SubmitAsync(
        await browser.GetAsync("/anmelden"), new { Email = email, TestHub.Password }, "/anmelden");
}
