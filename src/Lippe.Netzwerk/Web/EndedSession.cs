namespace Lippe.Netzwerk.Web;

/// <summary>A session somebody signed out of: a copy of its cookie opens nothing any more.</summary>
public sealed class EndedSession
{
    public required Guid Id { get; init; }

    /// <summary>When its cookies are too old anyhow.</summary>
    public required DateTimeOffset Until { get; init; }
}
