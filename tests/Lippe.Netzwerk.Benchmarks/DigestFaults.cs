using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Nodes are killed, PostgreSQL restarts and the mail server fails while a digest goes out.</summary>
/// <remarks>The mail server's own log tells who got it.</remarks>
internal sealed class DigestFaults(DigestRun run, CancellationToken cancellation)
{
    private const int Members = 2_000;
    private const int Documents = 200;
    private const int Kills = 30;
    private const int WorkersPerNode = 4;

    // So slow that two nodes are busy for as long as they are killed.
    private static readonly TimeSpan MailDelay = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    // A mail taken over so near to an end had no worker left to write it down.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(500);

    private readonly List<(DateTimeOffset At, int Workers)> _ends = [];
    private readonly List<Task<TimeSpan>> _takeovers = [];
    private readonly Random _random = new();

    /// <summary>Runs it once.</summary>
    /// <returns>Whether every member got exactly one mail, but for those in the documented window.</returns>
    public static async Task<bool> RunAsync(string app, CancellationToken cancellation)
    {
        await using var run = await DigestRun.StartAsync(app, Members, Documents, MailDelay, cancellation);
        return await new DigestFaults(run, cancellation).RunAsync();
    }

    private async Task<bool> RunAsync()
    {
        HubProcess[] nodes = [await StartNodeAsync(), await StartNodeAsync()];
        try
        {
            await using (var application = run.Application())
                await DigestRun.PrepareAsync(application.Services, cancellation);
            for (var kill = 1; kill <= Kills; kill++)
            {
                // Spread over the whole run, at no particular moment of a mail.
                await SentAsync(Members * kill / (Kills + 2));
                await Task.Delay(_random.Next(500), cancellation);
                await FailAsync(nodes, kill);
            }

            await DoneAsync();
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }

        return Verdict(await Task.WhenAll(_takeovers));
    }

    private async Task FailAsync(HubProcess[] nodes, int kill)
    {
        var victim = _random.Next(nodes.Length);
        await nodes[victim].KillAsync();
        _takeovers.Add(TakeoverAsync());
        _ends.Add((DateTimeOffset.UtcNow, WorkersPerNode));
        var arrived = AcceptedMail.Count(run.MailLog);
        await Console.Error.WriteLineAsync($"{arrived} Mails, Knoten {victim + 1} getötet ({kill} von {Kills})");
        nodes[victim] = await StartNodeAsync();
        if (kill == Kills / 3)
        {
            _ends.Add((DateTimeOffset.UtcNow, nodes.Length * WorkersPerNode));
            await run.RestartPostgresAsync(cancellation);
            await Console.Error.WriteLineAsync("PostgreSQL neu gestartet");
            // Whoever was just starting may have given up; an operator's service manager starts it again, too.
            for (var n = 0; n < nodes.Length; n++)
                nodes[n] = nodes[n].IsRunning ? nodes[n] : await StartNodeAsync();
        }

        if (kill == Kills * 2 / 3)
        {
            await run.KillMailServerAsync();
            _ends.Add((DateTimeOffset.UtcNow, nodes.Length * WorkersPerNode));
            await Task.Delay(Outage, cancellation);
            run.StartMailServer();
            await Console.Error.WriteLineAsync("Mailserver fiel aus und ist wieder da");
        }
    }

    private Task<HubProcess> StartNodeAsync() =>
        run.StartNodeAsync(
            cancellation,
            ("Hub__Mail__Workers", $"{WorkersPerNode}"),
            ("Hub__Mail__TimeoutSeconds", "5"),
            ("Hub__Mail__AnswerTimeoutSeconds", "5"));

    private Task SentAsync(int count) => UntilAsync(() => Task.FromResult(AcceptedMail.Count(run.MailLog) >= count));

    private Task DoneAsync() => UntilAsync(async () =>
        await run.NumberAsync("select count(*) from mt_doc_delivery where finished_at is null", cancellation) == 0);

    private async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        for (var clock = Stopwatch.StartNew(); !await isTrue(); await Task.Delay(50, cancellation))
        {
            if (clock.Elapsed > Longest)
                throw new InvalidOperationException("The run does not come to its end.");
        }
    }

    // How long until nobody waits for the node that was killed, but for what it was just handing over.
    private async Task<TimeSpan> TakeoverAsync()
    {
        var clock = Stopwatch.StartNew();
        var held = await HeldAsync();
        while (held.Count > 0)
        {
            await Task.Delay(Glance, cancellation);
            held.IntersectWith(await HeldAsync());
        }

        return clock.Elapsed;
    }

    // Deliveries that workers have, in the version they read.
    private async Task<HashSet<(Guid Id, long Version)>> HeldAsync()
    {
        const string Sql = "select id, mt_version from mt_doc_delivery where data ->> 'State' = 'Claimed'";
        while (true)
        {
            try
            {
                var held = new HashSet<(Guid, long)>();
                await using var command = run.Database.CreateCommand(Sql);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                    held.Add((reader.GetGuid(0), reader.GetInt64(1)));
                return held;
            }
            catch (NpgsqlException)
            {
                // PostgreSQL restarts.
                await Task.Delay(Glance, cancellation);
            }
        }
    }

    private bool Verdict(IReadOnlyList<TimeSpan> takeovers)
    {
        var mails = AcceptedMail.Read(run.MailLog).GroupBy(mail => mail.MessageId).ToList();
        var once = mails.Count(mail => mail.Count() == 1);
        var inWindow = _ends.Sum(InWindow);
        var lost = Members - mails.SelectMany(mail => mail.Select(m => m.Recipient)).Distinct().Count();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"deliveries={Members} exactly_once={once} twice_in_window={inWindow} lost={lost} "
            + $"kills={Kills} takeover_s={takeovers.Max().TotalSeconds:0.0}"));
        return lost == 0 && mails.Count == Members && once + inWindow == Members;

        // At most one mail of each worker that ended then.
        int InWindow((DateTimeOffset At, int Workers) end) =>
            Math.Min(end.Workers, mails.Count(mail => mail.Count() == 2 && IsOf(end, mail.Min(m => m.At))));

        bool IsOf((DateTimeOffset At, int Workers) end, DateTimeOffset first) =>
            _ends.MinBy(e => (e.At - first).Duration()) == end && (end.At - first).Duration() < Window;
    }
}
