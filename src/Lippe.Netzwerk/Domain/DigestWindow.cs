namespace Lippe.Netzwerk.Domain;

/// <summary>The time a digest tells about: from its first moment up to, but not including, its end.</summary>
public sealed record DigestWindow(DateTimeOffset From, DateTimeOffset Until);
