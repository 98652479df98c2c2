using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What digests are read from.</summary>
public sealed class DigestSources(IDocumentSession session, NetworkDirectory network, IndexSource index)
{
    public IDocumentSession Session => session;

    public NetworkDirectory Network => network;

    public IndexSource Index => index;
}
