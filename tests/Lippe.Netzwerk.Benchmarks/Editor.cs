using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Somebody signed in who writes documents through the forms of a running hub.</summary>
internal sealed partial class Editor : IDisposable
{
    private const string List = "/leitfaeden";

    private readonly HttpClient _client;
    private string _token = "";

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
        var page = await _client.GetStringAsync(new Uri($"{List}/neu", UriKind.Relative), cancellation);
        _token = Token().Match(page).Groups[1].Value;
        using var answer = await SendAsync(
            $"{List}/neu", [.. Fields(title, text, version: 0), new("Publish", "true")], cancellation);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException($"not published: {(int)answer.StatusCode}");
    }

    /// <summary>Saves a guide without reading its form before.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="title">Its title.</param>
    /// <param name="text">Its new text.</param>
    /// <param name="version">The version it has now.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many milliseconds the save took.</returns>
    public async Task<double> SaveAsync(
        string path, string title, string text, int version, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await SendAsync($"{path}/bearbeiten", Fields(title, text, version), cancellation);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"not saved: {(int)answer.StatusCode}");
    }

    public void Dispose() => _client.Dispose();

    private KeyValuePair<string, string>[] Fields(string title, string text, int version) =>
    [
        new("__RequestVerificationToken", _token), new("Version", $"{version}"),
        new("Title", title), new("Summary", "Eine Zusammenfassung in einem Satz."), new("Body", text),
        new("Municipality", "lemgo"), new("Visibility", "Public"),
    ];

    private async Task<HttpResponseMessage> SendAsync(
        string path, KeyValuePair<string, string>[] fields, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, cancellation);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
