using System.Diagnostics;
using System.Net;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>Visitors on real connections who leave before their answer is there.</summary>
public sealed class LeaversTests
{
    private const int Staying = 20;

    [TestCase("/leitfaeden")]
    [TestCase("/leitfaeden/geteilt")]
    public async Task Who_leaves_a_page_takes_it_from_nobody(string path)
    {
        await using var hub = await TestHub.StartAsync(address: "http://127.0.0.1:0");
        await hub.AddGuideAsync("Geteilt", "Ein Text.");
        using var client = new HttpClient { BaseAddress = hub.Address };
        using var requests = new StartedRequests(hub);
        using var leaver = new CancellationTokenSource();
        await using var hold = await HoldDocumentsAsync(hub);
        var left = client.GetAsync(path, leaver.Token);
        await hub.UntilSomebodyWaitsAsync();
        var stayed = Enumerable.Range(0, Staying).Select(_ => client.GetAsync(path)).ToList();
        Assert.That(() => requests.Count, Is.GreaterThan(Staying).After(20_000, 20));

        await leaver.CancelAsync();
        Assert.That(async () => await left, Throws.InstanceOf<OperationCanceledException>());
        await hold.CommitAsync();
        var statuses = (await Task.WhenAll(stayed)).Select(answer => answer.StatusCode);
        Assert.That(statuses, Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That(hub.Log.Lines, Has.None.Contains("scheiterte").And.None.Contains("unhandled exception"));
    }

    [Test]
    public async Task Who_leaves_alone_is_no_failure()
    {
        await using var hub = await TestHub.StartAsync(address: "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = hub.Address };
        using var leaver = new CancellationTokenSource();
        await using (await HoldDocumentsAsync(hub))
        {
            var left = client.GetAsync("/kommunen/lemgo", leaver.Token);
            await hub.UntilSomebodyWaitsAsync();
            await leaver.CancelAsync();
            Assert.That(async () => await left, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That((await client.GetAsync("/kommunen/lemgo")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(hub.Log.Lines, Has.None.Contains("scheiterte").And.None.Contains("unhandled exception"));
    }

    // Every page that asks for documents waits until this ends.
    private static async Task<NpgsqlTransaction> HoldDocumentsAsync(TestHub hub)
    {
        var connection = await hub.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("lock table mt_doc_document", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        return transaction;
    }

    /// <summary>Counts the requests a hub has begun to answer.</summary>
    private sealed class StartedRequests : IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly IDisposable _subscription;
        private int _count;

        public StartedRequests(TestHub hub) =>
            _subscription = hub.Services.GetRequiredService<DiagnosticListener>().Subscribe(this);

        public int Count => Volatile.Read(ref _count);

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start")
                Interlocked.Increment(ref _count);
        }

        public void OnCompleted()
        {
            // The hub has stopped.
        }

        public void OnError(Exception error) => throw error;

        public void Dispose() => _subscription.Dispose();
    }
}
