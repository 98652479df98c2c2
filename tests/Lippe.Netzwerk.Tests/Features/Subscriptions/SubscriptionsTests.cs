using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Subscriptions;

public sealed class SubscriptionsTests : FreshHubTests
{
    private Member _member = null!;

    [SetUp]
    public async Task Start()
    {
        _member = await Hub.AddMemberAsync(Role.Reader);
    }

    [Test]
    public async Task Opening_the_link_changes_nothing()
    {
        var page = await Hub.Visitor().GetAsync(UnsubscribePath);
        Assert.That(page.Heading, Is.EqualTo("Monatsbrief abbestellen"));
        Assert.That(await WantsDigestAsync(), Is.True);
    }

    [Test]
    public async Task One_click_unsubscribes_without_cookie_and_without_redirect()
    {
        var answer = await Hub.Visitor().SendAsync(
            HttpMethod.Post, UnsubscribePath, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await WantsDigestAsync(), Is.False);
        Assert.That(await Hub.DeedsOfAsync(_member.Id), Is.EqualTo(new[] { "member.changed" }), "it was their own");
    }

    [Test]
    public async Task Whoever_unsubscribed_can_subscribe_again()
    {
        var visitor = Hub.Visitor();
        var after = await visitor.SubmitAsync(await visitor.GetAsync(UnsubscribePath), new { });
        Assert.That(after.Heading, Is.EqualTo("Der Monatsbrief ist abbestellt"));
        var again = await visitor.SubmitAsync(after, new { });
        Assert.That(again.Heading, Is.EqualTo("Sie erhalten den Monatsbrief wieder"));
        Assert.That(await WantsDigestAsync(), Is.True);
    }

    [Test]
    public async Task A_forged_link_finds_nothing()
    {
        foreach (var path in new[] { "/abbestellen/x", $"{UnsubscribePath}x", $"/abbestellen/{new string('A', 200)}" })
        {
            Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
            Assert.That(
                (await Hub.Visitor().SendAsync(HttpMethod.Post, path)).StatusCode,
                Is.EqualTo(HttpStatusCode.NotFound),
                path);
        }
    }

    [Test]
    public async Task A_mails_own_page_opens_without_sign_in_for_its_issue_and_its_time()
    {
        await Hub.AddDocumentAsync("Nur Netzwerk", change: draft => draft with { Visibility = Visibility.Network });
        await Hub.PrepareNowAsync("2026-11");
        await Hub.PrepareNowAsync("2026-12");
        var path = new Uri(Links.Browser(DigestPeriod.Parse("2026-11"), _member.Id)).AbsolutePath;

        Assert.That(
            (await Hub.Visitor().GetAsync(path)).Text,
            Does.Contain("Nur Netzwerk").And.Contain("Abbestellen"));
        Assert.That(
            (await Hub.Visitor().GetAsync(path.Replace("2026-11", "2026-12", StringComparison.Ordinal))).Status,
            Is.EqualTo(HttpStatusCode.NotFound));
        Hub.Clock.Advance(SignedLinks.BrowserLifetime);
        Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private SignedLinks Links => Hub.Services.GetRequiredService<SignedLinks>();

    private string UnsubscribePath => new Uri(Links.Unsubscribe(_member.Id, DeliveryOccasion.Digest)).AbsolutePath;

    private Task<bool> WantsDigestAsync() =>
        Hub.WithStoreAsync(
            session => session.Query<Member>().Where(m => m.Id == _member.Id).Select(m => m.WantsDigest).SingleAsync());
}
