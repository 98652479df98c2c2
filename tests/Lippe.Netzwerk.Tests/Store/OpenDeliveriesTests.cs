using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Store;

/// <summary>Which deliveries are open is said three ways, and they mean the same ones.</summary>
public sealed class OpenDeliveriesTests
{
    private static readonly DateTimeOffset Now = new TestClock().GetUtcNow();

    [Test]
    public async Task A_query_its_SQL_and_a_state_agree_in_every_state()
    {
        await using var hub = await TestHub.StartAsync();
        Delivery[] all = [.. Enum.GetValues<DeliveryState>().Select(In)];
        await hub.WithStoreAsync(async session =>
        {
            session.Insert(all);
            await session.SaveChangesAsync();
            return all;
        });
        var queried = await hub.WithStoreAsync(session =>
            session.Query<Delivery>().Open().Select(delivery => delivery.Id).ToListAsync());
        var selected = await hub.WithStoreAsync(session =>
            session.QueryAsync<Delivery>($"where {OpenDeliveries.Sql}", CancellationToken.None));
        var known = all.Where(delivery => delivery.State.IsOpen()).Select(delivery => delivery.Id).ToList();
        Assert.That(known, Has.Count.EqualTo(4));
        Assert.That(queried, Is.EquivalentTo(known));
        Assert.That(selected.Select(delivery => delivery.Id), Is.EquivalentTo(known));
    }

    private static Delivery In(DeliveryState state)
    {
        var delivery = Delivery.OfReminder(Guid.CreateVersion7(), Now);
        if (state is DeliveryState.Due)
            return delivery;
        delivery.Claim(Now);
        if (state is DeliveryState.Stopped)
            delivery.Stop();
        else if (state is DeliveryState.Empty)
            delivery.EndEmpty(Now);
        else if (state is DeliveryState.Withdrawn)
            delivery.Withdraw("", Now);
        else if (state is not DeliveryState.Claimed)
            HandOver(delivery, state);
        Assert.That(delivery.State, Is.EqualTo(state));
        return delivery;
    }

    private static void HandOver(Delivery delivery, DeliveryState state)
    {
        delivery.HandOver(Now);
        if (state is DeliveryState.Accepted or DeliveryState.Bounced)
            delivery.Accept("", Now);
        if (state is DeliveryState.Bounced)
            delivery.Bounce("");
        if (state is DeliveryState.Failed)
            delivery.Refuse("", Now);
        if (state is DeliveryState.Deferred)
            delivery.Defer("", TimeSpan.Zero, Now);
    }
}
