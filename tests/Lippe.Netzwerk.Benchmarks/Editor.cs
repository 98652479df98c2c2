using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Somebody signed in who writes documents through the forms of a running hub.</summary>
internal sealed partial class Editor : IDisposable
{
    private const string List = "/leitfaeden";
    private const string Minutes = "/protokolle";

    private readonly HttpClient _client;
    private IReadOnlyDictionary<string, string> _hidden = new Dictionary<string, string>();

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
        var addresses = await PublishAtOnceAsync(title, text, times: 1, cancellation);
        return addresses[0];
    }

    /// <summary>Sends the form of one new guide several times at once, and returns where each answer leads.</summary>
    public async Task<IReadOnlyList<string>> PublishAtOnceAsync(
        string title, string text, int times, CancellationToken cancellation)
    {
        await OpenAsync($"{List}/neu", cancellation);
        KeyValuePair<string, string>[] fields = [.. Fields(title, text, version: 0), new("Publish", "true")];
        return await Task.WhenAll(Enumerable.Range(0, times).Select(async _ =>
        {
            using var answer = await SendAsync($"{List}/neu", fields, cancellation);
            return answer.Headers.Location?.OriginalString
                ?? throw new InvalidOperationException($"not published: {(int)answer.StatusCode}");
        }));
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
        var status = await TrySaveAsync(path, title, text, version, cancellation);
        return status == HttpStatusCode.Redirect
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"not saved: {(int)status}");
    }

    /// <summary>The same, and says what the answer was.</summary>
    public async Task<HttpStatusCode> TrySaveAsync(
        string path, string title, string text, int version, CancellationToken cancellation)
    {
        using var answer = await SendAsync($"{path}/bearbeiten", Fields(title, text, version), cancellation);
        return answer.StatusCode;
    }

    /// <summary>Sends new minutes of that day, and says what the answer was.</summary>
    public async Task<HttpStatusCode> TryAddMinutesAsync(string title, string day, CancellationToken cancellation)
    {
        await OpenAsync($"{Minutes}/neu", cancellation);
        using var answer = await SendAsync(
            $"{Minutes}/neu", [.. Fields(title, "Ein Text.", version: 0), new("Minutes.Date", day)], cancellation);
        return answer.StatusCode;
    }

    /// <summary>Reads a page, the form on which is the next one sent.</summary>
    public async Task<string> OpenAsync(string path, CancellationToken cancellation)
    {
        var page = await _client.GetStringAsync(new Uri(path, UriKind.Relative), cancellation);
        // Every form of a page has the same.
        _hidden = Hidden().Matches(page).DistinctBy(field => field.Groups[1].Value)
            .ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value);
        return page;
    }

    /// <summary>Reads the form of a document, which is the next one sent.</summary>
    /// <returns>The version it begins with.</returns>
    public async Task<int> OpenFormAsync(string path, CancellationToken cancellation)
    {
        var page = await OpenAsync($"{path}/bearbeiten", cancellation);
        return int.Parse(Version().Match(page).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public void Dispose() => _client.Dispose();

    private KeyValuePair<string, string>[] Fields(string title, string text, int version) =>
    [
        .. _hidden, new("Version", $"{version}"), new("Title", title),
        new("Summary", "Eine Zusammenfassung in einem Satz."), new("Body", text),
        new("Municipality", "lemgo"), new("Visibility", "Public"),
    ];

    private async Task<HttpResponseMessage> SendAsync(
        string path, KeyValuePair<string, string>[] fields, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, cancellation);
    }

    [GeneratedRegex("name=\"(__\\w+)\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"Version\"[^>]* value=\"(\\d+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Version();
}
