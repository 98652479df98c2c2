using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>What the workers of a run did; a delivery counted as due went back untried.</summary>
public sealed class SendingReport(Action<SendingReport> onProgress)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<DeliveryState, int> _counts = [];
    private volatile bool _isUnreachable;

    public int this[DeliveryState state]
    {
        get
        {
            lock (_turn)
                return _counts.GetValueOrDefault(state);
        }
    }

    public int Total
    {
        get
        {
            lock (_turn)
                return _counts.Values.Sum();
        }
    }

    /// <summary>Whether the run ended early because no mail gets through.</summary>
    public bool ServerIsUnreachable => _isUnreachable;

    /// <summary>The last failure's words; null when there was none.</summary>
    public string? LastAnswer { get; private set; }

    /// <summary>Counts a delivery and tells whoever watches, one after the other.</summary>
    public void Count(DeliveryState state)
    {
        lock (_turn)
        {
            _counts[state] = _counts.GetValueOrDefault(state) + 1;
            onProgress(this);
        }
    }

    /// <summary>Notes why a mail did not go.</summary>
    public void Note(MailNotSentException failure)
    {
        LastAnswer = failure.Message;
        _isUnreachable |= failure.Failure == MailFailure.Unreachable;
    }
}
