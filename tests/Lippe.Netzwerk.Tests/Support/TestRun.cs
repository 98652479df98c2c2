using Lippe.Netzwerk.Tests.Support;

/// <summary>Brackets the whole run; outside any namespace, so that it holds for all tests.</summary>
[SetUpFixture]
#pragma warning disable CA1050 // NUnit applies a set-up fixture to its namespace and those below.
public sealed class TestRun
#pragma warning restore CA1050
{
    [OneTimeSetUp]
    public Task Start() => TestCluster.StartAsync();

    [OneTimeTearDown]
    public Task Stop() => TestCluster.StopAsync();
}
