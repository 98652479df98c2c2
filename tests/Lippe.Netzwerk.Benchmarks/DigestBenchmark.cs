using System.Diagnostics;
using Lippe.Netzwerk.Features.Digests;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>How long a node takes to compose a digest for thousands of members and to hand it to a mail server, and what it needs for that.</summary>
internal static class DigestBenchmark
{
    private const int Members = 10_000;
    private const int Documents = 5_000;
    private const int Composed = 1_000;
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
        var documents = await run.NumberAsync("select count(*) from documents where state = 'Published'", cancellation);
        var queries = await QueriesAsync(run, application.Services, cancellation);
        Console.WriteLine(FormattableString.Invariant($"members={Members} documents={documents} seconds={seconds:0.0} peak_mb={peak:0} queries_per_100={queries:0.0}"));
    }

    private static async Task<double> SentAsync(DigestRun run, HubProcess node, Stopwatch clock, CancellationToken cancellation)
    {
        var reported = 0;
        for (var sent = 0; sent < Members; sent = AcceptedMail.Count(run.MailLog))
        {
            if (clock.Elapsed > Longest || !node.IsRunning)
                throw new InvalidOperationException($"Only {sent} mails arrived.");
            if (sent >= reported + (Members / 10))
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:0.0} s: {reported = sent} Mails, {node.Memory("VmRSS"):0} MB"));
            await Task.Delay(Glance, cancellation);
        }

        return clock.Elapsed.TotalSeconds;
    }

    // The same deliveries once more, composed by a worker in this process and not handed over.
    private static async Task<double> QueriesAsync(DigestRun run, IServiceProvider services, CancellationToken cancellation)
    {
        await run.NumberAsync("with unknown as (delete from told_items returning 1), again as (update deliveries set state = 'Due', finished_at = null returning 1) select count(*) from again", cancellation);
        await using var scope = services.CreateAsyncScope();
        await using var lease = await scope.ServiceProvider.GetRequiredService<DeliveryLeases>().BeginAsync(cancellation);
        var composer = scope.ServiceProvider.GetRequiredService<DigestComposer>();
        using var editions = ActivatorUtilities.CreateInstance<DigestEditions>(services);
        using var queries = new QueryCount();
        var mails = 0;
        while (mails < Composed && await lease.TakeAsync(cancellation) is { Count: > 0 } batch)
        {
            foreach (var due in (await composer.ReadAsync(batch, editions, cancellation)).Values)
                mails += (await due.ComposeAsync(cancellation)).Mail is null ? 0 : 1;
        }

        return 100.0 * queries.Value / mails;
    }
}
