using System.Net;
using System.Net.Sockets;

namespace Lippe.Netzwerk.Web;

/// <summary>Where a request comes from, as limits count it.</summary>
public static class RequestSource
{
    /// <summary>An IPv4 address, or the network of an IPv6 address: whoever has one has all of it.</summary>
    public static string Source(this HttpContext context) => Of(context.Connection.RemoteIpAddress);

    internal static string Of(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address?.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "";
    }
}
