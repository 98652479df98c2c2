using System.Collections.Concurrent;
using System.Net;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// Twenty requests a second, whether the ones before are answered or not: a visitor reads, a member reads, and every
/// fifth request is another member's save.
/// </summary>
internal sealed class Traffic : IDisposable
{
    private const int SaveEvery = 5;

    private static readonly TimeSpan BetweenRequests = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Paths = ["/", "/leitfaeden", "/projekte", "/protokolle", "/kommunen"];

    private readonly HttpClient _client;
    private readonly string _reader;
    private readonly Editor _writer;
    private readonly CancellationToken _cancellation;

    /// <param name="port">Where it asks.</param>
    /// <param name="reader">The cookie of a member who reads.</param>
    /// <param name="writer">That of one who writes.</param>
    /// <param name="cancellation">Ends all requests.</param>
    public Traffic(int port, string reader, string writer, CancellationToken cancellation)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
        (_reader, _writer, _cancellation) = (reader, new Editor(port, writer), cancellation);
    }

    /// <summary>Goes on for as long as something happens, and counts.</summary>
    /// <remarks>An answer that breaks off, or that is none of a page, has failed.</remarks>
    public async Task<(int Requests, int Failed)> DuringAsync(Func<Task> something)
    {
        var title = $"Geschrieben {Guid.NewGuid():N}";
        var path = await _writer.PublishAsync(title, "Ein Text.", _cancellation);
        var (happening, sent, failed) = (something(), new List<Task>(), new ConcurrentQueue<string>());
        var saving = Task.CompletedTask;
        using var timer = new PeriodicTimer(BetweenRequests);
        for (var number = 1; !happening.IsCompleted; number++)
        {
            await timer.WaitForNextTickAsync(_cancellation);
            if (number % SaveEvery > 0)
                sent.Add(CountAsync(ReadAsync(Paths[number % Paths.Length], number % 2 == 0), failed));
            // The next save needs the version the last one made.
            else if (saving.IsCompleted)
                sent.Add(saving = CountAsync(SaveAsync(path, title), failed));
        }

        await Task.WhenAll([happening, .. sent]);
        foreach (var reason in failed)
            await Console.Error.WriteLineAsync(reason);
        return (sent.Count, failed.Count);
    }

    public void Dispose()
    {
        _client.Dispose();
        _writer.Dispose();
    }

    private static async Task CountAsync(Task<string?> request, ConcurrentQueue<string> failed)
    {
        try
        {
            if (await request is { } reason)
                failed.Enqueue(reason);
        }
        catch (HttpRequestException e)
        {
            failed.Enqueue(e.Message);
        }
    }

    private async Task<string?> ReadAsync(string path, bool isMember)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (isMember)
            request.Headers.Add("Cookie", _reader);
        using var answer = await _client.SendAsync(request, _cancellation);
        return answer.StatusCode == HttpStatusCode.OK ? null : $"{path}: {(int)answer.StatusCode}";
    }

    // The form is read anew each time: it names the version, and a save that failed may have been done.
    private async Task<string?> SaveAsync(string path, string title)
    {
        var version = await _writer.OpenFormAsync(path, _cancellation);
        var status = await _writer.TrySaveAsync(path, title, $"Text {version + 1}.", version, _cancellation);
        return status == HttpStatusCode.Redirect ? null : $"Speichern: {(int)status}";
    }
}
