using System.Collections.Concurrent;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Mail;

/// <summary>Open connections to the mail server, kept for the next mail.</summary>
internal sealed class SmtpConnections(HubSettings settings, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Servers end a connection after some mails; ours ends first.</summary>
    internal const int MailsPerConnection = 100;

    /// <summary>No server waits shorter for the next command.</summary>
    internal static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentStack<SmtpConnection> _idle = [];

    /// <summary>A connection ready for a mail: one put aside that still talks, else a new one.</summary>
    /// <exception cref="MailNotSentException">No mail gets through at the moment.</exception>
    public async Task<SmtpConnection> TakeAsync(CancellationToken cancellation)
    {
        while (_idle.TryPop(out var connection))
        {
            if (clock.GetUtcNow() - connection.IdleSince < LongestIdle && await connection.ResetAsync(cancellation))
                return connection;
            await connection.DisposeAsync();
        }

        return await SmtpConnection.OpenAsync(settings.Mail, cancellation);
    }

    /// <summary>Puts a connection aside for the next mail, or ends it when it served enough.</summary>
    public async Task ReturnAsync(SmtpConnection connection, CancellationToken cancellation)
    {
        if (connection.Mails >= MailsPerConnection)
        {
            await connection.QuitAsync(cancellation);
            return;
        }

        connection.IdleSince = clock.GetUtcNow();
        _idle.Push(connection);
    }

    /// <summary>Ends what is put aside, so that no connection waits for the server to end it.</summary>
    public async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        while (_idle.TryPop(out var connection))
            await connection.QuitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();
}
