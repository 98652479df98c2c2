namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Tests that each begin with a hub of their own.</summary>
public abstract class FreshHubTests
{
    protected TestHub Hub { get; private set; } = null!;

    [SetUp]
    public async Task StartHub() => Hub = await TestHub.StartAsync();

    [TearDown]
    public async Task StopHub() => await Hub.DisposeAsync();
}
