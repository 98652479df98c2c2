namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What whoever calls an import asks for.</summary>
public sealed record ImportWishes
{
    /// <summary>
    /// Whether new documents whose files say no state or visibility become public; else they become drafts of the
    /// network, as do those whose head was not understood.
    /// </summary>
    public bool Publishes { get; init; }

    /// <summary>Whether a changed file counts where its document was edited in the hub, too.</summary>
    public bool Overwrites { get; init; }
}
