using System.Globalization;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Starts, outages and races, each against real processes.</summary>
internal static class HubFaults
{
    /// <summary>Runs all of them.</summary>
    /// <returns>Whether none failed.</returns>
    public static async Task<bool> RunAsync(string app, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.StartAsync(cancellation);
        await using var races = await RaceFaults.StartAsync(app, database, cancellation);
        var starts = new StartFaults(app, database, await races.CountAsync(), cancellation);
        FaultCase[] cases = [.. races.Cases, .. starts.Cases];
        var failed = 0;
        foreach (var fault in cases)
        {
            var result = await TryAsync(fault);
            failed += result is null ? 0 : 1;
            await Console.Error.WriteLineAsync($"{fault.Name}: {result ?? "bestanden"}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cases={cases.Length} failed={failed}"));
        return failed == 0;
    }

    private static async Task<string?> TryAsync(FaultCase fault)
    {
        for (var time = 1; time <= fault.Times; time++)
        {
            try
            {
                await fault.RunAsync(time);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return $"gescheitert beim {time}. Mal: {e}";
            }
        }

        return null;
    }
}

/// <summary>Something that happens to a hub.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Times">How often it is tried.</param>
/// <param name="RunAsync">Tries it for the n-th time, from 1; fails with any exception.</param>
internal sealed record FaultCase(string Name, int Times, Func<int, Task> RunAsync)
{
    /// <summary>Fails unless something holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="what">What was found instead.</param>
    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }
}
