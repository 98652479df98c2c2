using System.Diagnostics;
using System.Globalization;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// How long a node takes to compose a digest for thousands of members and to hand it to a mail server, and what it
/// needs for that.
/// </summary>
internal static class DigestBenchmark
{
    private const int Members = 10_000;
    private const int Documents = 5_000;
    private const int Composed = 1_000;
    private const int Batch = 50;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(string app, CancellationToken cancellation)
    {
        await using var run = await DigestRun.StartAsync(app, Members, Documents, TimeSpan.Zero, cancellation);
        await using var node = await run.StartNodeAsync(cancellation);
        await using var application = run.Application();

        var clock = Stopwatch.StartNew();
        await DigestRun.PrepareAsync(application.Services, cancellation);
        var seconds = await SentAsync(run, node, clock, cancellation);
        var peak = node.Memory("VmHWM");

        var unique = AcceptedMail.Read(run.MailLog).Select(mail => mail.Recipient).Distinct().Count();
        if (unique != Members)
            throw new InvalidOperationException($"{unique} of {Members} members got their mail.");
        var documents = await run.NumberAsync(
            "select count(*) from mt_doc_document where state = 'Published'", cancellation);
        var queries = await QueriesAsync(application.Services, cancellation);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"members={Members} documents={documents} seconds={seconds:0.0} "
            + $"peak_mb={peak:0} queries_per_100={queries:0.0}"));
    }

    private static async Task<double> SentAsync(
        DigestRun run, HubProcess node, Stopwatch clock, CancellationToken cancellation)
    {
        var reported = 0;
        for (var sent = 0; sent < Members; sent = AcceptedMail.Count(run.MailLog))
        {
            if (clock.Elapsed > Longest || !node.IsRunning)
                throw new InvalidOperationException($"Only {sent} mails arrived.");
            if (sent >= reported + (Members / 10))
            {
                reported = sent;
                await Console.Error.WriteLineAsync(FormattableString.Invariant(
                    $"{clock.Elapsed.TotalSeconds:0.0} s: {sent} Mails, {node.Memory("VmRSS"):0} MB"));
            }

            await Task.Delay(Glance, cancellation);
        }

        return clock.Elapsed.TotalSeconds;
    }

    // Some of the deliveries once more, claimed and composed by a worker in this process, and not handed over.
    private static async Task<double> QueriesAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await RetryAsync(services.GetRequiredService<IDocumentStore>(), cancellation);
        await using var scope = services.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<DueDeliveries>();
        var composer = scope.ServiceProvider.GetServices<IComposer>()
            .Single(composer => composer.Occasion == DeliveryOccasion.Digest);
        using var queries = new QueryCount();
        var mails = 0;
        while (await queue.ClaimAsync(Batch, cancellation) is { Count: > 0 } batch)
        {
            var compose = await composer.ReadAsync(batch, cancellation);
            foreach (var delivery in batch)
                mails += await compose(delivery) is Composed.Mail ? 1 : 0;
        }

        return 100.0 * queries.Value / mails;
    }

    private static async Task RetryAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        foreach (var delivery in await session.Query<Delivery>().Take(Composed).ToListAsync(cancellation))
        {
            delivery.Bounce("");
            delivery.Retry(TimeProvider.System.GetUtcNow());
            session.Change(delivery);
        }

        await session.SaveChangesAsync(cancellation);
    }
}
