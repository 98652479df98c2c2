using System.Net.Sockets;
using System.Text;

namespace Lippe.Netzwerk.Hosting;

/// <summary>systemd, when it started this process and wants to know when it serves (sd_notify(3)).</summary>
internal static class ServiceManager
{
    /// <summary>Lets <c>systemctl restart</c> return, so that the next node may be restarted.</summary>
    public static void TellReady()
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        // An abstract address begins with a zero, which no variable can hold.
        var address = new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path);
        socket.SendTo(Encoding.ASCII.GetBytes("READY=1"), address);
    }
}
