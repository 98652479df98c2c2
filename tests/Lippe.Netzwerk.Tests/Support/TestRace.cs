using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Lets a save of the test come between what a page read and what it saves.</summary>
public static class TestRace
{
    private const string WaitsSql =
        """
        select exists (select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and wait_event <> 'advisory')
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Changes a member while somebody else saves that member, and first.</summary>
    /// <param name="hub">Where.</param>
    /// <param name="member">Of whom.</param>
    /// <param name="change">What the test saves.</param>
    /// <param name="other">Saves the same member, and waits for the test's save to end.</param>
    public static async Task<T> OvertakeAsync<T>(
        this TestHub hub, Member member, Action<Member> change, Func<Task<T>> other)
    {
        var database = hub.Services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var session = hub.Services.GetRequiredService<IDocumentStore>()
            .LightweightSession(SessionOptions.ForTransaction(transaction));
        var stored = (await session.LoadAsync<Member>(member.Id))!;
        change(stored);
        session.Change(stored);
        await session.SaveChangesAsync();
        var overtaken = other();
        await hub.UntilSomebodyWaitsAsync();
        await transaction.CommitAsync();
        return await overtaken;
    }

    /// <summary>Waits until a query of the hub waits for a lock of the test.</summary>
    public static async Task UntilSomebodyWaitsAsync(this TestHub hub)
    {
        var database = hub.Services.GetRequiredService<NpgsqlDataSource>();
        await using var waits = database.CreateCommand(WaitsSql);
        for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end; await Task.Delay(20))
        {
            if (await waits.ExecuteScalarAsync() is true)
                return;
        }

        throw new AssertionException("nobody waits for the test's save");
    }
}
