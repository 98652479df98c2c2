namespace Lippe.Netzwerk.Domain;

/// <summary>The time a digest tells about: from its first moment up to, but not including, its end.</summary>
public sealed record DigestWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether it holds all of another one.</summary>
    public bool Covers(DigestWindow other) => From <= other.From && other.Until <= Until;

    /// <summary>The shortest window around both.</summary>
    public DigestWindow And(DigestWindow other) =>
        new(From < other.From ? From : other.From, Until > other.Until ? Until : other.Until);
}
