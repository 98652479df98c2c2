using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What one run did; a delivery counted as due was deferred.</summary>
public sealed class SendingReport
{
    private readonly Dictionary<DeliveryState, int> _counts = [];

    public int this[DeliveryState state] => _counts.GetValueOrDefault(state);

    public int Total => _counts.Values.Sum();

    /// <summary>Whether the run ended early because no mail gets through.</summary>
    public bool ServerIsUnreachable { get; set; }

    /// <summary>The last failure's words; null when there was none.</summary>
    public string? LastAnswer { get; set; }

    public void Count(DeliveryState state) => _counts[state] = this[state] + 1;
}
