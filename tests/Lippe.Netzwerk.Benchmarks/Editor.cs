using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Somebody signed in who writes documents through the forms of a running hub.</summary>
internal sealed partial class Editor : IDisposable
{
    private const string List = "/leitfaeden";

    private readonly HttpClient _client;

    public Editor(int port, string cookie)
    {
        var hub = new Uri($"http://127.0.0.1:{port}");
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        var (name, value) = (cookie.Split('=', 2)[0], cookie.Split('=', 2)[1]);
        handler.CookieContainer.Add(hub, new Cookie(name, value));
        _client = new HttpClient(handler) { BaseAddress = hub };
    }

    /// <summary>Publishes a new guide and returns its address.</summary>
    public async Task<string> PublishAsync(string title, string text, CancellationToken cancellation)
    {
        var form = await FormAsync($"{List}/neu", cancellation);
        using var answer = await SendAsync(
            $"{List}/neu",
            [
                .. form, .. Texts(title, text),
                new("Municipality", "lemgo"), new("Visibility", "Public"), new("Publish", "true"),
            ],
            cancellation);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException($"not published: {(int)answer.StatusCode}");
    }

    /// <summary>Saves the next version of a guide.</summary>
    /// <returns>Milliseconds the save took, without reading its form before.</returns>
    public async Task<double> SaveAsync(string path, string title, string text, CancellationToken cancellation)
    {
        var form = await FormAsync($"{path}/bearbeiten", cancellation);
        var clock = Stopwatch.StartNew();
        using var answer = await SendAsync(
            $"{path}/bearbeiten",
            [.. form, .. Texts(title, text), new("Municipality", "lemgo"), new("Visibility", "Public")],
            cancellation);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"not saved: {(int)answer.StatusCode}");
    }

    public void Dispose() => _client.Dispose();

    private static KeyValuePair<string, string>[] Texts(string title, string text) =>
        [new("Title", title), new("Summary", "Eine Zusammenfassung in einem Satz."), new("Body", text)];

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> FormAsync(
        string path, CancellationToken cancellation)
    {
        var page = await _client.GetStringAsync(new Uri(path, UriKind.Relative), cancellation);
        var version = Version().Match(page).Groups[1].Value;
        return
        [
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            new("Version", version.Length > 0 ? version : "0"),
        ];
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path, KeyValuePair<string, string>[] fields, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, cancellation);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Version\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Version();
}
