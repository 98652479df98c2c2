using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Reads pages and sends their real forms, antiforgery tokens included; redirects are followed.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    public TestBrowser(HttpMessageHandler server) =>
        _client = new HttpClient(new CookieHandler(_cookies, server)) { BaseAddress = new Uri("http://localhost") };

    public HttpClient Client => _client;

    public void SetCookie(string name, string value) => _cookies.Add(new Cookie(name, value, "/", "localhost"));

    /// <summary>The value of a cookie this browser holds.</summary>
    public string Cookie(string name) => _cookies.GetCookies(_client.BaseAddress!)[name]!.Value;

    /// <summary>Sends one request as it is, without following redirects.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        _client.SendAsync(new HttpRequestMessage(method, path) { Content = content });

    /// <summary>Opens a page and follows redirects.</summary>
    public async Task<TestPage> GetAsync(string path) => await ReadAsync(await SendAsync(HttpMethod.Get, path), path);

    /// <summary>
    /// Fills in and sends the form that posts to <paramref name="action"/>, or the page's only form besides search.
    /// </summary>
    public Task<TestPage> SubmitAsync(TestPage page, object fields, string? action = null) =>
        SubmitAsync(page, Pairs(fields), action);

    /// <summary>The same with pairs, for names that are no identifiers.</summary>
    public async Task<TestPage> SubmitAsync(
        TestPage page, IEnumerable<KeyValuePair<string, string?>> fields, string? action = null)
    {
        var form = page.Form(action);
        var values = InitialValues(form);
        foreach (var group in fields.GroupBy(field => field.Key))
        {
            values.RemoveAll(value => value.Key == group.Key);
            values.AddRange(group
                .Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Key, field.Value!)));
        }

        var target = form.GetAttribute("action") is { Length: > 0 } path ? path : page.Path;
        using var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new FormUrlEncodedContent(values),
            Headers = { Referrer = new Uri(_client.BaseAddress!, page.Path) },
        };
        return await ReadAsync(await _client.SendAsync(request), target);
    }

    public void Dispose() => _client.Dispose();

    private async Task<TestPage> ReadAsync(HttpResponseMessage answer, string path)
    {
        for (var redirects = 0; Target(answer) is { } location; redirects++)
        {
            Assert.That(redirects, Is.LessThan(10), () => $"redirected in circles: {location}");
            var next = new Uri(new Uri(new Uri("http://localhost"), path), location);
            path = next.PathAndQuery;
            answer = await SendAsync(HttpMethod.Get, path);
        }

        var html = await answer.Content.ReadAsStringAsync();
        return new TestPage(answer.StatusCode, path, html, new HtmlParser().ParseDocument(html));
    }

    // Where a redirect leads; null for any other answer.
    private static Uri? Target(HttpResponseMessage answer) =>
        (int)answer.StatusCode is 301 or 302 or 303 ? answer.Headers.Location : null;

    private static List<KeyValuePair<string, string>> InitialValues(IElement form)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
        {
            var name = field.GetAttribute("name")!;
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked:
                    values.Add(new(name, box.Value is { Length: > 0 } value ? value : "on"));
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "submit" or "file" }:
                    break;
                case IHtmlInputElement input:
                    values.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    values.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    values.AddRange(select.SelectedOptions.Select(option => KeyValuePair.Create(name, option.Value)));
                    break;
            }
        }

        return values;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(object fields) => fields.GetType().GetProperties()
        .SelectMany(property => property.GetValue(fields) is IEnumerable<string> many
            ? many.Select(value => KeyValuePair.Create(property.Name, (string?)value))
            : [KeyValuePair.Create(property.Name, property.GetValue(fields)?.ToString())]);

    private sealed class CookieHandler(CookieContainer cookies, HttpMessageHandler server) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var header = cookies.GetCookieHeader(request.RequestUri!);
            if (header.Length > 0)
                request.Headers.Add("Cookie", header);
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                    cookies.SetCookies(request.RequestUri!, WithoutExpiry(cookie));
            }

            return answer;
        }

        // Cookies expire by the hub's clock, which a test sets; only the removal of a cookie counts here.
        private static string WithoutExpiry(string cookie)
        {
            var parts = cookie.Split(';');
            return parts[0].EndsWith('=') ? cookie : string.Join(';', parts.Where(part => !IsExpiry(part)));
        }

        private static bool IsExpiry(string part) =>
            part.TrimStart().StartsWith("expires=", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A page as it arrived.</summary>
public sealed record TestPage(HttpStatusCode Status, string Path, string Html, IHtmlDocument Document)
{
    /// <summary>The words of the main part, white space collapsed.</summary>
    public string Text => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body!).TextContent
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    internal IElement Form(string? action)
    {
        var forms = Document.QuerySelectorAll("form")
            .Where(form => "post".Equals(form.GetAttribute("method"), StringComparison.OrdinalIgnoreCase));
        var wanted = action is null
            ? forms.Where(form => form.Closest("main") is not null).ToList()
            : forms.Where(form => form.GetAttribute("action") == action).ToList();
        Assert.That(wanted, Has.Count.GreaterThan(0), () => $"no form {action} on {Path} ({(int)Status}): {Text}");
        return wanted[0];
    }
}
