using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Knows for a day which forms were sent and what was answered; all nodes do the work once.</summary>
/// <remarks>
/// Apart from what a form saves: its claim is seen by others before the work begins, and outlives it when it fails.
/// </remarks>
public sealed class SentForms(NpgsqlDataSource database, TimeProvider clock)
{
    private const string ClaimSql =
        """
        with old as (delete from sent_form where at < $2 - interval '1 day')
        insert into sent_form (id, at) values ($1, $2)
        on conflict (id) do update set at = excluded.at
            where sent_form.answer is null and sent_form.at < $2 - interval '2 minutes'
        """;

    private const string AnswerSql = "select answer from sent_form where id = $1 and answer is not null";
    private const string KeepSql = "update sent_form set answer = $2 where id = $1";
    private const string ReleaseSql = "delete from sent_form where id = $1 and answer is null";

    private const string TableSql =
        """
        create table if not exists sent_form (id text primary key, at timestamptz not null, answer text);
        create index if not exists sent_form_at on sent_form (at);
        """;

    internal static Task CreateTableAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(TableSql, cancellation);

    /// <summary>
    /// Whether this request is the one that does the work; also when another one began it and is gone for two minutes.
    /// </summary>
    public async Task<bool> TryClaimAsync(string id, CancellationToken cancellation)
    {
        await using var command = Command(ClaimSql, id);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>The answer, as it was kept; null while the work is not done.</summary>
    public async Task<string?> AnswerAsync(string id, CancellationToken cancellation)
    {
        await using var query = Command(AnswerSql, id);
        return await query.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Keeps the answer for whoever sends the form again.</summary>
    public async Task KeepAsync(string id, string answer)
    {
        await using var command = Command(KeepSql, id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = answer });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Lets the form be sent again, because nothing was done.</summary>
    public async Task ReleaseAsync(string id)
    {
        await using var command = Command(ReleaseSql, id);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private NpgsqlCommand Command(string sql, string id)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return command;
    }
}
