using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>The pages of a running hub, found by following its links.</summary>
internal sealed partial class Site(int port, string cookie) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
    };

    /// <summary>A request for every page linked from the lists, each without and with a sign-in.</summary>
    public async Task<IReadOnlyList<byte[]>> RequestsAsync(CancellationToken cancellation)
    {
        var requests = new List<byte[]>();
        foreach (var path in await PathsAsync(cancellation))
        {
            foreach (var visitor in new[] { null, cookie })
            {
                using var answer = await SendAsync(path, visitor, cancellation);
                if (answer.IsSuccessStatusCode)
                    requests.Add(KeepAliveClient.Request(port, path, visitor));
            }
        }

        return requests;
    }

    /// <summary>The address of a published guide.</summary>
    public async Task<string> FirstGuideAsync(CancellationToken cancellation)
    {
        var list = await _client.GetStringAsync(new Uri("/leitfaeden", UriKind.Relative), cancellation);
        return Links(list).First(path => path.StartsWith("/leitfaeden/", StringComparison.Ordinal));
    }

    /// <summary>A page as a visitor gets it.</summary>
    public Task<byte[]> ReadAsync(string path, CancellationToken cancellation) =>
        _client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<IReadOnlyCollection<string>> PathsAsync(CancellationToken cancellation)
    {
        var paths = new HashSet<string> { "/" };
        foreach (var list in new[] { "/", "/leitfaeden", "/projekte", "/protokolle" })
        {
            using var answer = await SendAsync(list, cookie, cancellation);
            paths.UnionWith(Links(await answer.Content.ReadAsStringAsync(cancellation)));
        }

        return paths;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? visitor, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (visitor is not null)
            request.Headers.Add("Cookie", visitor);
        return await _client.SendAsync(request, cancellation);
    }

    // Search is limited per minute, and files are no pages.
    private static IEnumerable<string> Links(string html) => Link().Matches(html)
        .Select(match => match.Groups[1].Value)
        .Where(path => !path.StartsWith("/suche", StringComparison.Ordinal))
        .Where(path => !path.Contains('.', StringComparison.Ordinal));

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#?]*)\"")]
    private static partial Regex Link();
}
