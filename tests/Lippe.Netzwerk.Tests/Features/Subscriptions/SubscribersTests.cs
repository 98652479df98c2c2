using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Subscriptions;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Subscriptions;

/// <summary>The public letter for people without an account.</summary>
public sealed class SubscribersTests
{
    private const string Order = "/monatsbrief/bestellung";
    private const string Address = "anna@example.org";

    private TestHub _hub = null!;
    private TestBrowser _visitor = null!;
    private string _bounces = "";

    [SetUp]
    public async Task Start()
    {
        _bounces = Directory.CreateTempSubdirectory("netzwerk-bounces-").FullName;
        _hub = await TestHub.StartAsync(configure: settings => settings.Mail.Bounces = _bounces);
        _visitor = _hub.Visitor();
    }

    [TearDown]
    public async Task Stop()
    {
        _visitor.Dispose();
        await _hub.DisposeAsync();
        Directory.Delete(_bounces, recursive: true);
    }

    [Test]
    public async Task Nothing_is_ordered_before_the_owner_of_the_address_says_yes()
    {
        var page = await OrderAsync(" Anna@Example.org ");
        Assert.That(page.Heading, Is.EqualTo("Sehen Sie in Ihr Postfach"));
        await _hub.SendAsync();
        var link = (await _hub.MailToAsync(Address)).PathIn(Order);

        var question = await _visitor.GetAsync(link);
        Assert.That(question.Heading, Is.EqualTo("Monatsbrief bestellen?"));
        Assert.That((await FindAsync())!.ConfirmedAt, Is.Null, "link scanners follow every link");

        var answer = await _visitor.SubmitAsync(question, new { });
        Assert.That(answer.Heading, Is.EqualTo("Der Monatsbrief ist bestellt"));
        Assert.That((await FindAsync())!.ConfirmedAt, Is.EqualTo(_hub.Clock.GetUtcNow()));
        Assert.That((await _visitor.GetAsync(link)).Heading, Is.EqualTo("Der Monatsbrief ist bestellt"));
    }

    [Test]
    public async Task The_letter_tells_what_is_public_and_nothing_that_is_for_members()
    {
        await SubscribeAsync();
        await _hub.AddDocumentAsync("Für alle");
        await _hub.AddDocumentAsync("Nur im Netzwerk", change: d => d with { Visibility = Visibility.Network });
        await _hub.AddDocumentAsync("Entwurf", change: d => d with { State = DocumentState.Draft });
        var old = await _hub.AddDocumentAsync("Alt");
        await PrepareAndSendAsync("2026-11");
        await _hub.ReviseAsync(old, draft => draft with { Title = "Alt, neu gefasst" }, "Kritik vom Bürgermeister");
        await PrepareAndSendAsync("2026-12");

        var letters = (await _hub.MailsToAsync(Address)).Skip(1).ToList();

        Assert.That(letters, Has.Count.EqualTo(2));
        Assert.That(letters[0].Text, Does.Contain("Guten Tag,\n").And.Contain("Für alle"));
        Assert.That(letters[0].Text, Does.Not.Contain("Netzwerk\n\n").And.Not.Contain("Entwurf"));
        Assert.That(letters[1].Text, Does.Contain("Alt, neu gefasst").And.Not.Contain("Für alle"), "told once");
        foreach (var letter in letters)
        {
            foreach (var content in new[] { letter.Text, letter.Html! })
            {
                Assert.That(content, Does.Contain("weil Sie den Monatsbrief bestellt haben"));
                Assert.That(content, Does.Not.Contain("Kritik").And.Not.Contain("Nur im Netzwerk"));
                Assert.That(content, Does.Not.Contain("/monatsbrief/").And.Not.Contain("/ansicht/"), "no own links");
                Assert.That(content, Does.Contain("http://localhost/abbestellen/"));
            }

            Assert.That(letter.Headers, Does.Contain("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
            Assert.That(letter.RecipientName, Is.Empty);
        }
    }

    [Test]
    public async Task Where_nothing_public_is_new_no_mail_goes()
    {
        await SubscribeAsync();
        await _hub.AddDocumentAsync("Nur im Netzwerk", change: d => d with { Visibility = Visibility.Network });
        await PrepareAndSendAsync("2026-11");
        Assert.That(await _hub.MailsToAsync(Address), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_click_ends_it_and_nothing_stays()
    {
        await SubscribeAsync();
        await _hub.AddDocumentAsync("Für alle");
        await PrepareAndSendAsync("2026-11");
        var path = (await _hub.MailToAsync(Address)).PathIn("/abbestellen/");
        Assert.That((await _visitor.GetAsync(path)).Heading, Is.EqualTo("Monatsbrief abbestellen"));
        Assert.That(await FindAsync(), Is.Not.Null, "link scanners follow every link");

        var answer = await _hub.Visitor().SendAsync(
            HttpMethod.Post, path, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await FindAsync(), Is.Null);
        Assert.That(await _hub.MailsToAsync(Address), Is.Empty);
        var deliveries = await _hub.WithStoreAsync(session => session.Query<Delivery>().ToListAsync());
        Assert.That(deliveries.Select(delivery => delivery.Answer + string.Concat(delivery.Told)), Is.All.Empty);
        Assert.That((await _visitor.GetAsync(path)).Heading, Is.EqualTo("Der Monatsbrief ist abbestellt"));
        var again = await _hub.Visitor().SendAsync(HttpMethod.Post, path);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK), "a second click is no error");
    }

    [Test]
    public async Task Whoever_unsubscribes_while_an_issue_waits_gets_it_no_more()
    {
        await SubscribeAsync();
        await _hub.AddDocumentAsync("Für alle");
        await _hub.PrepareNowAsync();
        var claimed = await _hub.ClaimAsync(1);
        var path = await UnsubscribePathAsync();
        await _visitor.SubmitAsync(await _visitor.GetAsync(path), new { });

        Assert.That(await _hub.HandOverAsync(claimed.Single()), Is.False);
        await _hub.SendAsync();
        Assert.That(await _hub.MailsToAsync(Address), Is.Empty);
    }

    [Test]
    public async Task The_page_answers_the_same_whatever_is_known_of_an_address()
    {
        await SubscribeAsync();
        await _hub.AddMemberAsync(Role.Reader, mail: "mitglied@lemgo.example");
        _hub.Clock.Advance(TimeSpan.FromHours(2));

        var pages = new List<string>();
        foreach (var address in new[] { "neu@example.org", Address, "mitglied@lemgo.example" })
            pages.Add((await OrderAsync(address)).Text);

        Assert.That(pages.Distinct(), Has.Exactly(1).Items);
        await _hub.SendAsync();
        Assert.That((await _hub.MailToAsync("neu@example.org")).Text, Does.Contain("Sind Sie das?"));
        Assert.That((await _hub.MailToAsync(Address)).Text, Does.Contain("Er kommt schon zu Ihnen"));
        Assert.That((await _hub.MailToAsync("mitglied@lemgo.example")).Text, Does.Contain("Sie sind Mitglied"));
    }

    [Test]
    public async Task An_address_gets_one_mail_an_hour()
    {
        await OrderAsync(Address);
        await OrderAsync(Address);
        await _hub.SendAsync();
        Assert.That(await _hub.MailsToAsync(Address), Has.Count.EqualTo(1));
        _hub.Clock.Advance(TimeSpan.FromHours(1));
        await OrderAsync(Address);
        await _hub.SendAsync();
        Assert.That(await _hub.MailsToAsync(Address), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Two_who_type_an_address_at_once_make_one_subscriber()
    {
        var forms = await Task.WhenAll(_visitor.GetAsync(Order), _visitor.GetAsync(Order));
        var pages = await Task.WhenAll(forms.Select(form => _visitor.SubmitAsync(form, new { Email = Address })));
        Assert.That(pages.Select(page => page.Status), Is.All.EqualTo(HttpStatusCode.OK));
        await _hub.SendAsync();
        Assert.That(await _hub.MailsToAsync(Address), Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("anna")]
    [TestCase("änna@example.org")]
    public async Task What_is_no_address_is_said_at_the_field(string typed)
    {
        var page = await OrderAsync(typed);
        Assert.That(page.Document.QuerySelector("#Email-fehler"), Is.Not.Null);
        Assert.That(page.Document.QuerySelector("#Email")!.GetAttribute("value"), Is.EqualTo(typed));
    }

    [Test]
    public async Task A_link_ends_after_three_days_and_the_address_is_forgotten_at_night()
    {
        await OrderAsync(Address);
        await _hub.SendAsync();
        var link = (await _hub.MailToAsync(Address)).PathIn(Order);
        var question = await _visitor.GetAsync(link);
        _hub.Clock.Advance(Subscriber.TimeToConfirm);

        Assert.That(
            (await _visitor.SubmitAsync(question, new { })).Heading, Is.EqualTo("Dieser Link gilt nicht mehr"));
        await ExpireAsync();
        Assert.That(await FindAsync(), Is.Null);
        Assert.That(await _hub.MailsToAsync(Address), Is.Empty);
        var late = await _visitor.GetAsync(link);
        Assert.That(late.Heading, Is.EqualTo("Dieser Link gilt nicht mehr"));
        Assert.That(late.Document.QuerySelector($"main a[href='{Order}']"), Is.Not.Null);
    }

    [Test]
    public async Task At_night_only_the_address_and_the_day_of_consent_stay()
    {
        await SubscribeAsync();
        _hub.Clock.Advance(Subscriber.TimeToConfirm);
        await ExpireAsync();
        var subscriber = (await FindAsync())!;
        Assert.That((subscriber.AskedAt, subscriber.ConfirmedAt.HasValue), Is.EqualTo(((DateTimeOffset?)null, true)));
    }

    [Test]
    public async Task An_address_that_is_gone_is_forgotten()
    {
        await SubscribeAsync();
        await _hub.AddDocumentAsync("Für alle");
        await PrepareAndSendAsync("2026-11");
        var mail = await _hub.MailToAsync(Address);
        await File.WriteAllTextAsync(
            Path.Combine(_bounces, "1"), TestReport.Of(mail.MessageId, Address, "failed", "5.1.1"));

        await using var scope = _hub.Services.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<Bounces>().ReadAsync(CancellationToken.None);

        Assert.That(count, Is.EqualTo(1));
        Assert.That(await FindAsync(), Is.Null);
        var states = await _hub.WithStoreAsync(session => session.Query<Delivery>().Where(d => d.DigestId != null)
            .Select(delivery => delivery.State).ToListAsync());
        Assert.That(states, Is.EqualTo(new[] { DeliveryState.Bounced }));
    }

    [Test]
    public async Task Whoever_became_a_member_reads_the_letter_of_members_only()
    {
        await SubscribeAsync();
        await _hub.AddMemberAsync(Role.Reader, mail: Address);
        await _hub.AddDocumentAsync("Für alle");
        await PrepareAndSendAsync("2026-11");
        var letters = (await _hub.MailsToAsync(Address)).Skip(1).ToList();
        Assert.That(letters.Single().Text, Does.Contain("als Mitglied des Netzwerks"));
    }

    [Test]
    public async Task Coordinators_see_how_many_there_are_and_no_addresses()
    {
        await SubscribeAsync();
        using var coordinator = await _hub.SignInAsync(Role.Coordinator);
        await _hub.AddDocumentAsync("Für alle");

        Assert.That((await coordinator.GetAsync("/monatsbriefe")).Text, Does.Contain("1 Person bezieht"));
        Assert.That(
            (await coordinator.GetAsync("/monatsbriefe/2026-11/versand")).Text,
            Does.Contain("1 Mitglied und 1 Person ohne Konto"));
        await PrepareAndSendAsync("2026-11");
        var deliveries = await coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen");
        Assert.That(deliveries.Text, Does.Contain("Ohne Konto").And.Not.Contain(Address));
        Assert.That((await _visitor.GetAsync("/monatsbriefe")).Text, Does.Not.Contain("1 Person"));
    }

    [TestCase("/")]
    [TestCase("/monatsbriefe")]
    public async Task Visitors_find_the_form_and_members_their_own_choice(string path)
    {
        using var member = await _hub.SignInAsync(Role.Reader);
        Assert.That((await _visitor.GetAsync(path)).Document.QuerySelector($"a[href='{Order}']"), Is.Not.Null);
        Assert.That((await member.GetAsync(path)).Document.QuerySelector($"a[href='{Order}']"), Is.Null);
    }

    [Test]
    public async Task A_forged_link_finds_nothing()
    {
        Assert.That((await _visitor.GetAsync($"{Order}/x")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var path = await SubscribeAsync();
        Assert.That((await _visitor.GetAsync($"{path}x")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var other = path.Replace($"{Order}/", "/abbestellen/", StringComparison.Ordinal);
        Assert.That((await _visitor.GetAsync(other)).Status, Is.EqualTo(HttpStatusCode.NotFound), "one purpose each");
    }

    // The path of the link that was followed.
    private async Task<string> SubscribeAsync()
    {
        await OrderAsync(Address);
        await _hub.SendAsync();
        var link = (await _hub.MailToAsync(Address)).PathIn(Order);
        await _visitor.SubmitAsync(await _visitor.GetAsync(link), new { });
        return link;
    }

    private async Task<TestPage> OrderAsync(string address) =>
        await _visitor.SubmitAsync(await _visitor.GetAsync(Order), new { Email = address });

    private async Task PrepareAndSendAsync(string period)
    {
        await _hub.PrepareNowAsync(period);
        await _hub.SendAsync();
    }

    private async Task<string> UnsubscribePathAsync()
    {
        var links = _hub.Services.GetRequiredService<Lippe.Netzwerk.Mail.SignedLinks>();
        return new Uri(links.Unsubscribe((await FindAsync())!.Id, DeliveryOccasion.Digest)).AbsolutePath;
    }

    private async Task ExpireAsync()
    {
        await using var scope = _hub.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<SubscriberExpiryJob>(scope.ServiceProvider)
            .ExecuteAsync(CancellationToken.None);
    }

    private Task<Subscriber?> FindAsync() => _hub.WithStoreAsync(session =>
        session.Query<Subscriber>().SingleOrDefaultAsync(subscriber => subscriber.Email == Address));
}
