using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class SessionsTests : FreshHubTests
{
    [Test]
    public async Task A_member_signs_in_with_mail_and_password()
    {
        var member = await Hub.AddMemberAsync(Role.Reader, name: "Mara Beispiel");
        using var browser = Hub.Visitor();
        var page = await SignInAsync(browser, member.Email!.ToUpperInvariant());
        Assert.That(page.Path, Is.EqualTo("/"));
        Assert.That(page.Document.QuerySelector("header")!.TextContent, Does.Contain("Mara Beispiel"));
    }

    [Test]
    public async Task A_wrong_password_keeps_the_mail_address_and_says_so()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var page = await SignInAsync(browser, member.Email!, "ein falsches Passwort");
        Assert.That(page.Text, Does.Contain("passen nicht zusammen"));
        Assert.That(page.Document.QuerySelector("#Email")!.GetAttribute("value"), Is.EqualTo(member.Email));
        Assert.That(page.Html, Does.Not.Contain("ein falsches Passwort"));
        Assert.That(await IsSignedInAsync(browser), Is.False);
    }

    [Test]
    public async Task An_unknown_address_gets_the_same_words_as_a_wrong_password()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var known = await SignInAsync(browser, member.Email!, "ein falsches Passwort");
        var unknown = await SignInAsync(browser, "niemand@lemgo.example", "ein falsches Passwort");
        Assert.That(unknown.Text, Is.EqualTo(known.Text));
    }

    [Test]
    public async Task Empty_fields_are_named()
    {
        using var browser = Hub.Visitor();
        var page = await SignInAsync(browser, "", "");
        Assert.That(page.Text, Does.Contain("Geben Sie Ihre E-Mail-Adresse ein."));
        Assert.That(page.Text, Does.Contain("Geben Sie Ihr Passwort ein."));
    }

    [Test]
    public async Task Eight_wrong_passwords_lock_the_member_out_without_saying_that_there_is_one()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        for (var attempt = 1; attempt <= 7; attempt++)
            await SignInAsync(browser, member.Email!, "ein falsches Passwort");
        Assert.That((await SignInAsync(browser, member.Email!)).Path, Is.EqualTo("/"), "seven are forgiven");
        await browser.SubmitAsync(await browser.GetAsync("/"), new { }, "/abmelden");

        TestPage? wrong = null;
        for (var attempt = 1; attempt <= 8; attempt++)
            wrong = await SignInAsync(browser, member.Email!, "ein falsches Passwort");
        var right = await SignInAsync(browser, member.Email!);
        Assert.That(right.Text, Is.EqualTo(wrong!.Text));
        Assert.That(right.Text, Does.Contain("15 Minuten gesperrt"));
        Assert.That(await IsSignedInAsync(browser), Is.False);
    }

    [Test]
    public async Task Guesses_made_at_the_same_moment_all_count()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var form = await browser.GetAsync("/anmelden");
        await Task.WhenAll(Enumerable.Range(1, 8).Select(_ => browser.SubmitAsync(
            form, new { member.Email, Password = "ein falsches Passwort" }, "/anmelden")));
        Assert.That((await SignInAsync(browser, member.Email!)).Text, Does.Contain("15 Minuten gesperrt"));

        Hub.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.That((await SignInAsync(browser, member.Email!)).Path, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_strangers_guesses_keep_nobody_out_who_comes_from_elsewhere()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var stranger = BrowserFrom("203.0.113.9");
        using var browser = BrowserFrom("198.51.100.7");
        for (var attempt = 1; attempt <= PasswordGuesses.MostForOneAddress; attempt++)
            await SignInAsync(stranger, member.Email!, "ein falsches Passwort");
        Assert.That((await SignInAsync(stranger, member.Email!)).Text, Does.Contain("15 Minuten gesperrt"));
        Assert.That((await SignInAsync(browser, member.Email!)).Path, Is.EqualTo("/"));
        Assert.That((await SignInAsync(stranger, member.Email!)).Text, Does.Contain("15 Minuten gesperrt"));
    }

    [Test]
    public async Task Guesses_at_many_addresses_make_their_source_wait_and_no_other()
    {
        var tries = Hub.Services.GetRequiredService<SignInTries>();
        Task<bool> TakeAsync(int address, string source) =>
            tries.TakeAsync($"mitglied{address}@lemgo.example", source, CancellationToken.None);
        for (var address = 1; address <= PasswordGuesses.MostFromOneSource; address++)
            Assert.That(await TakeAsync(address, "203.0.113.9"), Is.True);
        Assert.That(await TakeAsync(99, "203.0.113.9"), Is.False);
        Assert.That(await TakeAsync(99, "198.51.100.7"), Is.True);
        Hub.Clock.Advance(PasswordGuesses.Pause);
        Assert.That(await TakeAsync(99, "203.0.113.9"), Is.True);
    }

    [Test]
    public async Task A_right_password_is_no_guess_of_its_source()
    {
        var tries = Hub.Services.GetRequiredService<SignInTries>();
        for (var count = 0; count <= PasswordGuesses.MostFromOneSource; count++)
        {
            Assert.That(await tries.TakeAsync("a@lage.example", "203.0.113.9", CancellationToken.None), Is.True);
            await tries.ForgiveAsync("a@lage.example", "203.0.113.9", CancellationToken.None);
        }
    }

    [Test]
    public async Task What_is_counted_is_unreadable_and_forgotten_with_the_pause()
    {
        using var stranger = BrowserFrom("203.0.113.9");
        await SignInAsync(stranger, "anna@lage.example", "ein falsches Passwort");
        var counted = await Hub.WithStoreAsync(session => session.Query<PasswordGuesses>().ToListAsync());
        Assert.That(counted, Has.Count.EqualTo(2));
        Assert.That(
            counted.Select(failed => JsonSerializer.Serialize(failed)),
            Has.None.Contains("203.0").And.None.Contains("lage.example").IgnoreCase);

        Hub.Clock.Advance(PasswordGuesses.Pause);
        using var other = BrowserFrom("198.51.100.7");
        await SignInAsync(other, "ben@lage.example", "ein falsches Passwort");
        var left = await Hub.WithStoreAsync(session => session.Query<PasswordGuesses>().ToListAsync());
        Assert.That(left, Has.Count.EqualTo(2));
        Assert.That(left.Select(failed => failed.Id).Intersect(counted.Select(failed => failed.Id)), Is.Empty);
    }

    [Test]
    public async Task Sign_ins_and_refusals_are_logged_and_name_nobody()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = BrowserFrom("198.51.100.7");
        await SignInAsync(browser, member.Email!, "ein falsches Passwort");
        await SignInAsync(browser, "niemand@lemgo.example", "ein falsches Passwort");
        await SignInAsync(browser, member.Email!);
        Assert.That(Hub.Log.Lines, Has.Some.Contains($"Nicht angemeldet (falsches Passwort): Mitglied {member.Id}"));
        Assert.That(Hub.Log.Lines, Has.Some.Contains("Nicht angemeldet (unbekannte Adresse)"));
        Assert.That(Hub.Log.Lines, Has.Some.Contains($"Angemeldet: Mitglied {member.Id}"));
        Assert.That(
            Hub.Log.Lines,
            Has.None.Contains("lemgo.example").And.None.Contains("198.51"));
    }

    [Test]
    public async Task A_member_sees_where_they_are_signed_in_and_which_device_is_this_one()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var laptop = Hub.Visitor();
        laptop.Client.DefaultRequestHeaders.UserAgent.ParseAdd(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await SignInAsync(laptop, member.Email!);
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        using var phone = Hub.Visitor();
        phone.Client.DefaultRequestHeaders.UserAgent.ParseAdd(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.5 Mobile/15E148 Safari/604.1");
        await SignInAsync(phone, member.Email!);

        Assert.That(DevicesOn(await phone.GetAsync("/profil/geraete")), Is.EqualTo(new[]
        {
            "Safari auf dem iPhone Dieses Gerät | 25. November 2026, 10:00 Uhr | heute",
            "Firefox unter Windows | 24. November 2026, 10:00 Uhr | gestern",
        }));
        Assert.That(DevicesOn(await laptop.GetAsync("/profil/geraete")), Is.EqualTo(new[]
        {
            "Firefox unter Windows Dieses Gerät | 24. November 2026, 10:00 Uhr | heute",
            "Safari auf dem iPhone | 25. November 2026, 10:00 Uhr | heute",
        }));
    }

    [Test]
    public async Task A_device_is_signed_out_from_another_on_every_node()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        await using var otherNode = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = otherNode.Visitor();
        await SignInAsync(there, member.Email!);
        using var here = await Hub.SignInAsync(member);
        var page = await here.GetAsync("/profil/geraete");
        var ended = await here.SubmitAsync(page, new { }, EndOn(page));
        Assert.That(ended.Text, Does.Contain("Das Gerät ist abgemeldet."));
        Assert.That(DevicesOn(ended), Has.Length.EqualTo(1));
        Assert.That(await IsSignedInAsync(there), Is.False);
        Assert.That(await IsSignedInAsync(here), Is.True);
    }

    [Test]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var (anna, ben) = (await Hub.AddMemberAsync(Role.Reader), await Hub.AddMemberAsync(Role.Reader));
        using var annas = await Hub.SignInAsync(anna);
        using var bens = await Hub.SignInAsync(ben);
        using var bensPhone = await Hub.SignInAsync(ben);
        var page = await bens.GetAsync("/profil/geraete");
        var session = await Hub.WithStoreAsync(store => store.Query<SignInSession>().SingleAsync(
            one => one.MemberId == anna.Id));
        var form = page.Document.QuerySelector($"form[action='{EndOn(page)}']")!;
        form.SetAttribute("action", $"/profil/geraete/{session.Id}/abmelden");
        await bens.SubmitAsync(page, new { }, $"/profil/geraete/{session.Id}/abmelden");
        Assert.That(await IsSignedInAsync(annas), Is.True);
    }

    [Test]
    public async Task All_other_devices_are_signed_out_at_once()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var here = await Hub.SignInAsync(member);
        using var there = await Hub.SignInAsync(member);
        using var yonder = await Hub.SignInAsync(member);
        var page = await here.SubmitAsync(
            await here.GetAsync("/profil/geraete"), new { }, "/profil/geraete/andere/abmelden");
        Assert.That(DevicesOn(page), Has.Length.EqualTo(1));
        Assert.That(page.Text, Does.Not.Contain("Alle anderen Geräte abmelden"));
        Assert.That(await IsSignedInAsync(here), Is.True);
        Assert.That(await IsSignedInAsync(there), Is.False);
        Assert.That(await IsSignedInAsync(yonder), Is.False);
    }

    [Test]
    public async Task A_new_password_leaves_this_device_in_the_list_only()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var here = await Hub.SignInAsync(member);
        using var there = await Hub.SignInAsync(member);
        await here.SubmitAsync(
            await here.GetAsync("/profil/passwort"),
            new { Current = TestHub.Password, Password = "ein anderes langes Passwort" });
        Assert.That(DevicesOn(await here.GetAsync("/profil/geraete")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_strangers_guess_changes_nothing_about_the_member()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        var activities = await Hub.WithStoreAsync(session => session.Query<Activity>().CountAsync());
        using var browser = Hub.Visitor();
        await SignInAsync(browser, member.Email!, "ein falsches Passwort");
        var guessed = await Hub.WithStoreAsync(session => session.LoadAsync<Member>(member.Id));
        Assert.That(guessed!.Version, Is.EqualTo(member.Version));
        Assert.That(
            await Hub.WithStoreAsync(session => session.Query<Activity>().CountAsync()), Is.EqualTo(activities));
    }

    [Test]
    public async Task One_address_may_try_twenty_times_a_minute()
    {
        using var browser = Hub.Visitor();
        var page = await browser.GetAsync("/anmelden");
        var wrong = new { Email = "niemand@lemgo.example", Password = "" };
        for (var attempt = 1; attempt <= 20; attempt++)
            Assert.That((await browser.SubmitAsync(page, wrong)).Status, Is.EqualTo(HttpStatusCode.OK));
        var limited = await browser.SubmitAsync(page, wrong);
        Assert.That(limited.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(limited.Heading, Is.EqualTo("Zu viele Anfragen"));
    }

    [Test]
    public async Task A_member_who_left_cannot_sign_in()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        await Hub.EndMembershipAsync(member);
        using var browser = Hub.Visitor();
        Assert.That((await SignInAsync(browser, member.Email!)).Text, Does.Contain("passen nicht zusammen"));
        Assert.That(await IsSignedInAsync(browser), Is.False);
    }

    [Test]
    public async Task A_closed_page_is_shown_after_the_sign_in_it_asked_for()
    {
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        using var browser = Hub.Visitor();
        Assert.That((await browser.GetAsync("/einladungen")).Heading, Is.EqualTo("Anmelden"));
        var page = await SignInAsync(browser, coordinator.Email!, from: "/einladungen");
        Assert.That(page.Heading, Is.EqualTo("Einladungen"));
    }

    [TestCase("https://anderswo.example/")]
    [TestCase("//anderswo.example/")]
    [TestCase("/\\anderswo.example/")]
    [TestCase("anderswo")]
    [TestCase("")]
    public async Task Signing_in_never_leads_to_another_host(string wanted)
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        var path = $"/anmelden?zurueck={Uri.EscapeDataString(wanted)}";
        var page = await SignInAsync(browser, member.Email!, from: path);
        Assert.That(page.Path, Is.EqualTo("/"));
        var again = await browser.SendAsync(HttpMethod.Get, path);
        Assert.That(again.Headers.Location!.OriginalString, Is.EqualTo("/"));
    }

    [Test]
    public async Task Signing_out_ends_this_session_only()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var here = await Hub.SignInAsync(member);
        using var there = await Hub.SignInAsync(member);
        var page = await here.SubmitAsync(await here.GetAsync("/"), new { }, "/abmelden");
        Assert.That(page.Text, Does.Contain("Sie sind abgemeldet."));
        Assert.That(await IsSignedInAsync(here), Is.False);
        Assert.That(await IsSignedInAsync(there), Is.True);
    }

    [Test]
    public async Task A_copy_of_the_cookie_opens_nothing_after_signing_out_on_any_node()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        await using var otherNode = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var here = await Hub.SignInAsync(member);
        using var copy = otherNode.Visitor();
        copy.SetCookie("netzwerk", here.Cookie("netzwerk"));
        Assert.That(await IsSignedInAsync(copy), Is.True);
        await here.SubmitAsync(await here.GetAsync("/"), new { }, "/abmelden");
        Assert.That(await IsSignedInAsync(copy), Is.False);
    }

    [Test]
    public async Task A_session_ends_after_thirty_days_however_often_it_is_used()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = Hub.Visitor();
        await SignInAsync(browser, member.Email!);
        for (var day = 10; day < 30; day += 10)
        {
            Hub.Clock.Advance(TimeSpan.FromDays(10));
            Assert.That(await IsSignedInAsync(browser), Is.True, $"day {day}");
        }

        Hub.Clock.Advance(TimeSpan.FromDays(10));
        Assert.That(await IsSignedInAsync(browser), Is.False);
    }

    [Test]
    public async Task An_older_hash_is_renewed_at_the_sign_in()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        var older = Options.Create(new PasswordHasherOptions { IterationCount = 100_000 });
        var before = new PasswordHasher<Member>(older).HashPassword(member, TestHub.Password);
        await Hub.WithStoreAsync(async session =>
        {
            var stored = (await session.LoadAsync<Member>(member.Id))!;
            stored.PasswordHash = before;
            session.Change(stored);
            await session.SaveChangesAsync();
            return stored;
        });
        using var browser = Hub.Visitor();
        Assert.That((await SignInAsync(browser, member.Email!)).Path, Is.EqualTo("/"));
        Assert.That(await IsSignedInAsync(browser), Is.True);
        var renewed = (await Hub.WithStoreAsync(session => session.LoadAsync<Member>(member.Id)))!.PasswordHash!;
        Assert.That(IterationsOf(renewed), Is.EqualTo(210_000));
    }

    [Test]
    public async Task Over_https_the_browser_takes_the_cookie_from_this_host_only()
    {
        await using var hub = await TestHub.StartAsync(configure: s => s.BaseUrl = "https://netzwerk.example");
        var member = await hub.AddMemberAsync(Role.Reader);
        using var browser = hub.Visitor();
        browser.Client.BaseAddress = new Uri("https://localhost");
        await SignInAsync(browser, member.Email!);
        Assert.That(browser.Cookie("__Host-netzwerk"), Is.Not.Empty);
        Assert.That(browser.Cookie("__Host-netzwerk-formular"), Is.Not.Empty);
    }

    [Test]
    public async Task Signing_out_everywhere_ends_the_sessions_on_other_nodes_too()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        await using var otherNode = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var here = await Hub.SignInAsync(member);
        using var there = otherNode.Visitor();
        await SignInAsync(there, member.Email!);
        Assert.That(await IsSignedInAsync(there), Is.True);

        var page = await here.SubmitAsync(await here.GetAsync("/"), new { }, "/abmelden/ueberall");
        Assert.That(page.Text, Does.Contain("auf allen Geräten abgemeldet"));
        Assert.That(await IsSignedInAsync(here), Is.False);
        Assert.That(await IsSignedInAsync(there), Is.False);
        Assert.That(await Hub.DeedsOfAsync(member.Id), Is.EqualTo(new[] { "member.signed-out-everywhere" }));
    }

    [Test]
    public async Task Signing_out_everywhere_says_so_when_it_did_not()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var here = await Hub.SignInAsync(member);
        using var there = await Hub.SignInAsync(member);
        var form = await here.GetAsync("/profil");
        var page = await Hub.OvertakeAsync(
            member, m => m.Responsibility = "Archiv", () => here.SubmitAsync(form, new { }, "/abmelden/ueberall"));
        Assert.That(page.Html, Does.Contain("In diesem Moment").And.Not.Contain("auf allen Geräten abgemeldet"));
        Assert.That(await IsSignedInAsync(here), Is.True);
        Assert.That(await IsSignedInAsync(there), Is.True);

        await here.SubmitAsync(page, new { }, "/abmelden/ueberall");
        Assert.That(await IsSignedInAsync(there), Is.False);
    }

    private TestBrowser BrowserFrom(string source)
    {
        var browser = Hub.Visitor();
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", source);
        return browser;
    }

    private static string[] DevicesOn(TestPage page) =>
    [
        .. page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Take(3)
            .Select(cell => string.Join(' ', cell.TextContent.Split(
                (char[]?)null, StringSplitOptions.RemoveEmptyEntries))))),
    ];

    // The first device that is not this one.
    private static string EndOn(TestPage page) =>
        page.Document.QuerySelector("tbody form[action^='/profil/geraete/']")!.GetAttribute("action")!;

    // As Identity writes a hash: one byte for the format, four for the function, four for its rounds.
    private static uint IterationsOf(string hash) =>
        BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));

    private static async Task<TestPage> SignInAsync(
        TestBrowser browser, string email, string password = TestHub.Password, string from = "/anmelden")
    {
        var form = await browser.GetAsync(from);
        return await browser.SubmitAsync(form, new { Email = email, Password = password }, "/anmelden");
    }

    private static async Task<bool> IsSignedInAsync(TestBrowser browser) =>
        (await browser.SendAsync(HttpMethod.Get, "/anmelden")).StatusCode == HttpStatusCode.Redirect;
}
