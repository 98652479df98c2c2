using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>What a database needs before a node serves it: schema, first content, first Coordinator.</summary>
internal static class FirstStart
{
    /// <summary>Prepares the database; of nodes that start together the next one finds it prepared.</summary>
    /// <returns>The link for the first Coordinator, if this node is the one that tells it.</returns>
    public static async Task<FirstLink?> PrepareAsync(
        IServiceProvider services, HubSettings settings, CancellationToken cancellation)
    {
        await using var turn = await HubSchema.TakeTurnAsync(services, cancellation);
        await HubSchema.MigrateOnceAsync(services, turn, cancellation);
        await using var scope = services.CreateAsyncScope();
        await FillAsync(scope.ServiceProvider, settings.Content, cancellation);
        return await FirstLink.MakeAsync(scope.ServiceProvider, cancellation);
    }

    private static async Task FillAsync(IServiceProvider services, string folder, CancellationToken cancellation)
    {
        var import = services.GetRequiredService<FirstContentImport>();
        if (await import.ImportAsync(folder, cancellation) is not { } report)
            return;
        var count = report[ImportOutcome.Created] + report[ImportOutcome.Revised] + report[ImportOutcome.Unchanged];
        Console.WriteLine($"{count} Dokumente aus {folder} übernommen.");
        foreach (var failure in report.Failures)
            await Console.Error.WriteLineAsync(failure.Sentence);
    }
}
