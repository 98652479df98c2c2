using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Deliveries;

public sealed class DeliveryExpiryTests : FreshHubTests
{
    [Test]
    public async Task What_became_of_a_mail_is_forgotten_after_a_year_but_for_the_end_of_what_a_member_knows()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        await SendAsync("2026-11");
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync("2026-12");
        var newest = await Hub.DeliveryAsync(member);
        Hub.Clock.Advance(Delivery.Lifetime - TimeSpan.FromDays(2));
        await ExpireAsync();
        Assert.That(await IssuesAsync(), Is.EquivalentTo(new[] { "2026-11", "2026-12" }));

        Hub.Clock.Advance(TimeSpan.FromDays(3));
        await ExpireAsync();
        Assert.That(await IssuesAsync(), Is.EqualTo(new[] { "2026-12" }));
        await SendAsync("2027-12");
        Assert.That((await Hub.DeliveryAsync(member)).NewsFrom, Is.EqualTo(newest.NewsUntil));
    }

    private async Task SendAsync(string period)
    {
        await Hub.AddDocumentAsync($"Neu für {period}");
        await Hub.PrepareNowAsync(period);
        await Hub.SendAsync();
    }

    private async Task ExpireAsync()
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DeliveryExpiryJob>(scope.ServiceProvider)
            .ExecuteAsync(CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> IssuesAsync() => Hub.WithStoreAsync(session =>
        session.Query<Delivery>().Select(delivery => delivery.DigestId!).ToListAsync());
}
