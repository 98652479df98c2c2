namespace Lippe.Netzwerk.Domain;

/// <summary>Where readers reach the hub; links in mails begin with it.</summary>
/// <param name="Root">For example <c>https://netzwerk.example.de</c>; without a slash at the end.</param>
public sealed record HubAddress(string Root)
{
    /// <summary>Whether cookies may be kept to encrypted connections.</summary>
    public bool IsSecure => Root.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the host, umlauts as punycode.</summary>
    public string Host => new Uri(Root).IdnHost;

    public override string ToString() => Root;
}
