using Lippe.Netzwerk.Mail;
using Npgsql;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Lets mails leave no faster than the operator allows, counted over all nodes.</summary>
public sealed class SendingPace(NpgsqlDataSource database, MailSettings settings, TimeProvider clock)
{
    // How much of an idle time may be made up for, so that looking every few seconds does not slow mails down.
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the next free moment and takes it.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (settings.PerMinute <= 0)
            return;
        var now = clock.GetUtcNow();
        var spacing = Spacing(settings.PerMinute);
        var next = await MomentAsync(
            """
            insert into mail_pace as pace (key, free_at) values ('*', $1 + $2)
            on conflict (key) do update set free_at = greatest(pace.free_at, $1) + $2
            returning free_at - $2
            """,
            cancellation, now, spacing);
        if (next > now)
            await Task.Delay(next.Value - now, clock, cancellation);
    }

    /// <summary>Takes a moment of the address's domain.</summary>
    /// <returns>Null when it is taken; else when the domain is free again.</returns>
    public async Task<DateTimeOffset?> BusyUntilAsync(string address, CancellationToken cancellation)
    {
        if (settings.PerDomainPerMinute <= 0)
            return null;
        var domain = address[(address.LastIndexOf('@') + 1)..];
        var taken = await MomentAsync(
            """
            insert into mail_pace as pace (key, free_at) values ($3, $1 + $2)
            on conflict (key) do update set free_at = greatest(pace.free_at, $1) + $2 where pace.free_at <= $1 + $4
            returning free_at
            """,
            cancellation, clock.GetUtcNow(), Spacing(settings.PerDomainPerMinute), domain, Burst);
        return taken is null
            ? await MomentAsync("select free_at from mail_pace where key = $1", cancellation, domain)
            : null;
    }

    private static TimeSpan Spacing(int perMinute) => TimeSpan.FromMinutes(1) / perMinute;

    private async Task<DateTimeOffset?> MomentAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(cancellation) is DateTime moment ? moment : null;
    }
}
