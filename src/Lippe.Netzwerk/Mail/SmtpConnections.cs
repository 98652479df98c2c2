using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Mail;

/// <summary>Open connections to the mail server, as many as there are workers, kept for the next mail.</summary>
internal sealed class SmtpConnections(HubAddress address, MailSettings settings, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Servers end a connection after some mails; ours ends first.</summary>
    internal const int MailsPerConnection = 200;

    /// <summary>No server waits shorter for the next command.</summary>
    internal static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    /// <summary>A server that was heard so lately needs not be asked whether it is there.</summary>
    internal static readonly TimeSpan LatelyHeard = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ToSayGoodbye = TimeSpan.FromSeconds(2);

    private readonly ConcurrentStack<SmtpConnection> _idle = [];

    /// <summary>A connection ready for a mail: one put aside that still answers, else a new one.</summary>
    public async Task<SmtpConnection> TakeAsync(CancellationToken patience)
    {
        while (_idle.TryPop(out var connection))
        {
            if (await IsReadyAsync(connection, patience))
                return connection;
            connection.Dispose();
        }

        return await SmtpConnection.OpenAsync(address, settings, patience);
    }

    /// <summary>Puts a connection aside for the next mail, or ends it when it served enough.</summary>
    public async Task ReturnAsync(SmtpConnection connection)
    {
        connection.IdleSince = clock.GetUtcNow();
        if (connection.IsOpen && connection.Mails < MailsPerConnection)
            _idle.Push(connection);
        else
            await EndAsync(connection);
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var connection))
            await EndAsync(connection);
    }

    private async Task<bool> IsReadyAsync(SmtpConnection connection, CancellationToken patience)
    {
        var idle = clock.GetUtcNow() - connection.IdleSince;
        return idle < LongestIdle && !connection.HasEnded
            && (idle < LatelyHeard || await connection.AnswersAsync(patience));
    }

    private static async Task EndAsync(SmtpConnection connection)
    {
        using var patience = new CancellationTokenSource(ToSayGoodbye);
        await connection.QuitAsync(patience.Token);
    }
}
