namespace Lippe.Netzwerk.Mail;

/// <summary>Where the mails that came back are found: in a folder or in a mailbox.</summary>
public interface IBounceSource
{
    /// <summary>The reports there are, one after the other; each is removed when the next is asked for.</summary>
    IAsyncEnumerable<BounceReport> ReadAsync(CancellationToken cancellation);
}
