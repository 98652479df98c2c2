using MailKit;

namespace Lippe.Netzwerk.Mail;

/// <summary>How long a mail may take: little until its content goes out, then as long as servers may think.</summary>
internal sealed class SmtpPatience(MailSettings settings, TimeProvider clock) : ITransferProgress, IDisposable
{
    private readonly CancellationTokenSource _end = new(settings.Timeout, clock);
    private readonly long _began = clock.GetTimestamp();

    /// <summary>Ends when there is no patience left.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Whether the server may have the whole mail.</summary>
    public bool ContentHasBegun { get; private set; }

    public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

    public void Report(long bytesTransferred)
    {
        if (ContentHasBegun)
            return;
        ContentHasBegun = true;
        _end.CancelAfter(settings.LongestMail - clock.GetElapsedTime(_began));
    }

    public void Dispose() => _end.Dispose();
}
