using System.Net;
using System.Net.Sockets;
using System.Text;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>A node comes and goes without anybody being turned away.</summary>
public sealed class DrainTests : FreshHubTests
{
    [Test]
    public async Task A_node_that_ends_is_not_ready_and_still_answers()
    {
        var visitor = Hub.Visitor();
        Hub.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var ready = await visitor.GetAsync("/health/ready");
        Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(ready.Text, Does.Contain("node: Dieser Knoten wird beendet."));
        Assert.That((await visitor.GetAsync("/")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task It_goes_on_for_as_long_as_the_operator_says()
    {
        var drain = Hub.Services.GetServices<IHostedService>().OfType<Drain>().Single();
        Assert.That(drain.StoppingAsync(CancellationToken.None).IsCompleted, Is.True);
        Hub.Settings.DrainSeconds = 20;
        using var patience = new CancellationTokenSource();
        var draining = drain.StoppingAsync(patience.Token);
        Assert.That(draining.IsCompleted, Is.False);
        await patience.CancelAsync();
        Assert.That(async () => await draining, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_service_manager_hears_when_a_node_serves()
    {
        var folder = Directory.CreateTempSubdirectory("netzwerk-notify-");
        var path = Path.Combine(folder.FullName, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        await using var node = TestNode.Serve(
            await TestCluster.CreateDatabaseAsync(), settings: [$"NOTIFY_SOCKET={path}"]);
        await node.PrintsAsync("läuft auf");
        var heard = new byte[64];
        var length = await manager.ReceiveAsync(heard);
        Assert.That(Encoding.ASCII.GetString(heard, 0, length), Is.EqualTo("READY=1"));
        folder.Delete(recursive: true);
    }
}
