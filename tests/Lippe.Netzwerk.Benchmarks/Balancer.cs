using System.Diagnostics;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>nginx before two nodes, with the configuration servers get, but without TLS.</summary>
internal sealed partial class Balancer : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netzwerk-nginx-");
    private readonly Process _nginx;

    /// <param name="program">As <see cref="Find"/> found it.</param>
    /// <param name="first">The port of a node.</param>
    /// <param name="second">That of the other one.</param>
    public Balancer(string program, int first, int second)
    {
        var site = Path.Combine(HubFolders.Find("scripts"), "server", "nginx.conf");
        var file = Path.Combine(_folder.FullName, "nginx.conf");
        File.WriteAllText(file, $$"""
            user root;
            daemon off;
            pid {{_folder.FullName}}/nginx.pid;
            error_log stderr crit;
            events {}
            http {
            access_log off;
            client_body_temp_path {{_folder.FullName}}/body;
            proxy_temp_path {{_folder.FullName}}/proxy;
            fastcgi_temp_path {{_folder.FullName}}/fastcgi;
            uwsgi_temp_path {{_folder.FullName}}/uwsgi;
            scgi_temp_path {{_folder.FullName}}/scgi;
            {{WithoutTls().Replace(File.ReadAllText(site), "")
                .Replace("listen 80;", $"listen 127.0.0.1:{HubProcess.FreePort()};", StringComparison.Ordinal)
                .Replace("listen 443 ssl;", $"listen 127.0.0.1:{Port};", StringComparison.Ordinal)
                .Replace("127.0.0.1:5080", $"127.0.0.1:{first}", StringComparison.Ordinal)
                .Replace("# server 127.0.0.1:5081", $"server 127.0.0.1:{second}", StringComparison.Ordinal)}}
            }
            """);
        _nginx = Process.Start(program, ["-p", _folder.FullName, "-c", file]);
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = HubProcess.FreePort();

    /// <summary>The program; null where the machine has none.</summary>
    public static string? Find() => Array.Find(Programs, File.Exists);

    public async ValueTask DisposeAsync()
    {
        using (var terminate = Process.Start("kill", $"-TERM {_nginx.Id}"))
            await terminate.WaitForExitAsync();
        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^ *(ssl_certificate|listen \[::\]).*\n", RegexOptions.Multiline)]
    private static partial Regex WithoutTls();
}
