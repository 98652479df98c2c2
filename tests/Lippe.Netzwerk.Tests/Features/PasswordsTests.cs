using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class PasswordsTests : FreshHubTests
{
    private const string NewPassword = "ein neues Passwort";

    [Test]
    public async Task A_forgotten_password_is_replaced_by_mail_and_other_sessions_end()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var elsewhere = await Hub.SignInAsync(member);
        using var browser = Hub.Visitor();
        var form = await browser.GetAsync(await LinkAsync(browser, member));
        var page = await browser.SubmitAsync(form, new { Password = NewPassword });
        Assert.That(page.Path, Is.EqualTo("/anmelden"));
        Assert.That(page.Text, Does.Contain("Ihr neues Passwort gilt."));
        var answer = await elsewhere.SendAsync(HttpMethod.Get, "/anmelden");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), "signed out");
        var refused = await SignInAsync(browser, member, TestHub.Password);
        Assert.That(refused.Path, Is.EqualTo("/anmelden"), "the old password");
        Assert.That((await SignInAsync(browser, member, NewPassword)).Path, Is.EqualTo("/"), "the new password");
        Assert.That(await Hub.DeedsOfAsync(member.Id), Is.EqualTo(new[] { "member.password-changed" }));
    }

    [Test]
    public async Task A_link_works_once()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var link = await LinkAsync(browser, member);
        var form = await browser.GetAsync(link);
        await browser.SubmitAsync(form, new { Password = NewPassword });
        var second = await browser.SubmitAsync(form, new { Password = "ein drittes Passwort" });
        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That((await browser.GetAsync(link)).Heading, Is.EqualTo("Dieser Link gilt nicht mehr"));
        Assert.That((await SignInAsync(browser, member, NewPassword)).Path, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_password_of_eleven_characters_is_refused_and_the_link_stays_good()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var form = await browser.GetAsync(await LinkAsync(browser, member));
        var page = await browser.SubmitAsync(form, new { Password = "elf Zeichen" });
        var error = page.Document.QuerySelector("#Password-fehler")!;
        Assert.That(error.TextContent, Does.Contain("mindestens 12 Zeichen"));
        Assert.That((await browser.SubmitAsync(page, new { Password = NewPassword })).Path, Is.EqualTo("/anmelden"));
    }

    [TestCase("passwort1234", "oft benutzt")]
    [TestCase("aaaaaaaaaaaa", "wenige Zeichen")]
    public async Task A_password_everybody_tries_is_refused_beside_its_field(string password, string reason)
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var form = await browser.GetAsync(await LinkAsync(browser, member));
        var page = await browser.SubmitAsync(form, new { Password = password });
        Assert.That(page.Document.QuerySelector("#Password-fehler")!.TextContent, Does.Contain(reason));
        Assert.That((await browser.SubmitAsync(page, new { Password = NewPassword })).Path, Is.EqualTo("/anmelden"));
    }

    [Test]
    public async Task A_new_password_ends_a_lockout()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        for (var attempt = 1; attempt <= 8; attempt++)
            await SignInAsync(browser, member, "ein falsches Passwort");
        Assert.That((await SignInAsync(browser, member, TestHub.Password)).Path, Is.EqualTo("/anmelden"), "locked");
        var form = await browser.GetAsync(await LinkAsync(browser, member));
        await browser.SubmitAsync(form, new { Password = NewPassword });
        Assert.That((await SignInAsync(browser, member, NewPassword)).Path, Is.EqualTo("/"));
    }

    [Test]
    public async Task An_unknown_address_gets_the_same_answer_and_no_mail()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var unknown = await AskAsync(browser, "niemand@lemgo.example");
        var known = await AskAsync(browser, member.Email!);
        Assert.That(unknown.Text, Is.EqualTo(known.Text));
        // Addresses are worked off in their order: once the second mail is there, the first one would be.
        await Hub.MailToAsync(member.Email!);
        Assert.That(await Hub.MailsToAsync("niemand@lemgo.example"), Is.Empty);
    }

    [Test]
    public async Task A_member_who_left_gets_no_mail()
    {
        var (left, stays) = (await Hub.AddMemberAsync(Role.Reader), await Hub.AddMemberAsync(Role.Reader));
        await Hub.EndMembershipAsync(left);
        using var browser = Hub.Visitor();
        await AskAsync(browser, left.Email!);
        await AskAsync(browser, stays.Email!);
        await Hub.MailToAsync(stays.Email!);
        Assert.That(await Hub.MailsToAsync(left.Email!), Is.Empty);
    }

    [Test]
    public async Task A_link_of_one_member_does_not_fit_another()
    {
        var (one, other) = (await Hub.AddMemberAsync(Role.Reader), await Hub.AddMemberAsync(Role.Reader));
        using var browser = Hub.Visitor();
        var link = await LinkAsync(browser, one);
        var forged = link.Replace(one.Id.ToString(), other.Id.ToString(), StringComparison.Ordinal);
        Assert.That((await browser.GetAsync(forged)).Status, Is.EqualTo(HttpStatusCode.Gone));
    }

    [TestCase("/passwort/neu")]
    [TestCase("/passwort/neu?mitglied=niemand&code=%00")]
    [TestCase("/passwort/neu?mitglied=00000000-0000-0000-0000-000000000000&code=AAAA")]
    public async Task A_broken_link_gets_a_friendly_page(string path)
    {
        using var browser = Hub.Visitor();
        var page = await browser.GetAsync(path);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(page.Text, Does.Contain("Neuen Link anfordern"));
    }

    [Test]
    public async Task Two_clicks_make_one_mail_and_the_page_says_the_same()
    {
        var (member, other) = (await Hub.AddMemberAsync(Role.Reader), await Hub.AddMemberAsync(Role.Reader));
        using var browser = Hub.Visitor();
        var first = await AskAsync(browser, member.Email!);
        var second = await AskAsync(browser, member.Email!);
        Assert.That(second.Text, Is.EqualTo(first.Text));
        // Addresses are worked off in their order.
        await AskAsync(browser, other.Email!);
        await Hub.MailToAsync(other.Email!);
        Assert.That(await Hub.MailsToAsync(member.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_flood_from_everywhere_makes_a_few_mails_an_hour()
    {
        var (member, other) = (await Hub.AddMemberAsync(Role.Reader), await Hub.AddMemberAsync(Role.Reader));
        for (var minute = 1; minute < 55; minute += 5)
        {
            using var stranger = Hub.Visitor();
            stranger.Client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{minute}");
            await AskAsync(stranger, member.Email!);
            Hub.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        using var browser = Hub.Visitor();
        await AskAsync(browser, other.Email!);
        await Hub.MailToAsync(other.Email!);
        // The clock may run ahead of the mails, which are sent after the answer; within the hour that changes nothing.
        Assert.That(
            await Hub.MailsToAsync(member.Email!), Has.Count.InRange(1, RecentMails.MostAnHour));
    }

    [Test]
    public async Task Six_mails_a_minute_are_enough_for_one_address()
    {
        using var browser = Hub.Visitor();
        for (var attempt = 1; attempt <= 6; attempt++)
            Assert.That((await AskAsync(browser, "niemand@lemgo.example")).Status, Is.EqualTo(HttpStatusCode.OK));
        var seventh = await AskAsync(browser, "niemand@lemgo.example");
        Assert.That(seventh.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    private static async Task<TestPage> AskAsync(TestBrowser browser, string address) =>
        await browser.SubmitAsync(await browser.GetAsync("/passwort/vergessen"), new { Email = address });

    private async Task<string> LinkAsync(TestBrowser browser, Member member)
    {
        await AskAsync(browser, member.Email!);
        return (await Hub.MailToAsync(member.Email!)).PathIn("/passwort/neu");
    }

    private static async Task<TestPage> SignInAsync(TestBrowser browser, Member member, string password) =>
        await browser.SubmitAsync(await browser.GetAsync("/anmelden"), new { member.Email, Password = password });
}
