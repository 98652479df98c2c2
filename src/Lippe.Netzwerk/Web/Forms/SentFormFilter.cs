using System.Security.Cryptography;
using System.Text.Json;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>
/// Does the work of a form once, however often and on whichever nodes it is sent: the same form with the same content
/// is sent to where the first one was sent to, with the same notice.
/// </summary>
/// <remarks>
/// What is kept is a redirect that tells no warning, which is what a save answers with. After all other answers nothing
/// was done, or a visitor has signed in, which is harmless and needs its cookie; sent again, they are made again.
/// A notice may name somebody, so it is kept unreadable.
/// </remarks>
internal sealed class SentFormFilter(
    FormKeys keys, SentForms sent, ITempDataDictionaryFactory data, IDataProtectionProvider protection)
    : IAsyncResourceFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IDataProtector _seal = protection.CreateProtector("sent-form");

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (keys.Read(http.Request) is not { } key)
        {
            await next();
            return;
        }

        var id = IdOf(key, http.Request);
        if (await FirstAnswerAsync(id, http.RequestAborted) is { } answer)
        {
            foreach (var (name, notice) in answer.Notices)
                data.GetTempData(http)[name] = notice;
            context.Result = new RedirectResult(answer.Location);
            return;
        }

        // Whoever has sent a form may leave: a second click does, and waits for what the first one does.
        http.RequestAborted = CancellationToken.None;
        SentAnswer? given = null;
        try
        {
            given = (await next()).Exception is null ? AnswerOf(http) : null;
        }
        finally
        {
            await (given is null
                ? sent.ReleaseAsync(id)
                : sent.KeepAsync(id, _seal.Protect(JsonSerializer.Serialize(given))));
        }
    }

    // Null for the one request that does the work.
    private async Task<SentAnswer?> FirstAnswerAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            if (await sent.TryClaimAsync(id, cancellation))
                return null;
            if (await sent.AnswerAsync(id, cancellation) is { } answer)
                return JsonSerializer.Deserialize<SentAnswer>(_seal.Unprotect(answer));
            await Task.Delay(Pause, cancellation);
        }
    }

    private SentAnswer? AnswerOf(HttpContext http)
    {
        var notices = data.GetTempData(http);
        var isDone = http.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther
            && notices.Peek(Notice.WarningKey) is null
            && (http.Viewer().IsSignedIn || http.Response.Headers.SetCookie.All(cookie => IsNotice(cookie!)));
        return isDone
            ? new SentAnswer(
                http.Response.Headers.Location.ToString(),
                notices.Keys.ToDictionary(name => name, name => notices.Peek(name) as string ?? ""))
            : null;
    }

    private static bool IsNotice(string cookie) => cookie.StartsWith(Notice.Cookie, StringComparison.Ordinal);

    private static string IdOf(FormKey key, HttpRequest request)
    {
        var fields = request.Form
            .Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => new { field.Key, Values = field.Value.ToArray() });
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new { key.Id, Target = $"{request.Path}{request.QueryString}", Fields = fields });
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private sealed record SentAnswer(string Location, Dictionary<string, string> Notices);
}
