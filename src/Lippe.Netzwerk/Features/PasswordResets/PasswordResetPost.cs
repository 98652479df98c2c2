using System.Threading.Channels;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.PasswordResets;

/// <summary>
/// Looks addresses up and mails them after the page has answered: the answer cannot depend on whether the address is
/// known, neither in its words nor in its time. A request lost with the process is simply made again.
/// </summary>
public sealed class PasswordResetPost(IServiceScopeFactory scopes, ILogger<PasswordResetPost> log) : BackgroundService
{
    private readonly Channel<string> _addresses = Channel.CreateBounded<string>(200);

    /// <summary>Takes an address; false when far too many wait already.</summary>
    public bool TryAdd(string email) => _addresses.Writer.TryWrite(email);

    /// <summary>Sends what waits before the node stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _addresses.Writer.TryComplete();
        await _addresses.Reader.Completion.WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in _addresses.Reader.ReadAllAsync(stoppingToken))
            await SendAsync(email, stoppingToken);
    }

    private async Task SendAsync(string email, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PasswordResetMail>().SendAsync(email, cancellation);
        }
        catch (MailNotSentException e)
        {
            // Neither the address nor the server's words about it belong into the log.
            log.LogError("{Reason} Eine E-Mail für ein neues Passwort ging nicht hinaus", e.ForLog);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next address must not wait for a database that is gone for a moment.
            log.LogError("Eine E-Mail für ein neues Passwort ließ sich nicht schreiben ({Reason})", e.GetType().Name);
        }
    }
}
