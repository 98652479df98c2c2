using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Reads a form before anything looks at it, and tells what is wrong with one that cannot be read.</summary>
/// <remarks>Left to the antiforgery check, each of them would look like a form without its token.</remarks>
internal static class FormReading
{
    // Url-encoded, a character takes up to nine bytes; a form has other fields besides its text.
    public const int LargestRequest = (9 * DraftLimits.Body) + (2 * 1024 * 1024);

    private const string UrlEncoded = "application/x-www-form-urlencoded";

    public static IServiceCollection AddFormReading(this IServiceCollection services) =>
        // One field may take it all: the text of a document nearly does.
        services.Configure<FormOptions>(form => form.ValueLengthLimit = LargestRequest);

    public static IApplicationBuilder UseFormReading(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!isErrorPage && context.GetEndpoint() is not null && await FaultAsync(context.Request) is { } fault)
        {
            context.Features.Set(fault);
            context.Response.StatusCode = fault.Status;
            return;
        }

        await next(context);
    });

    private static async Task<FormFault?> FaultAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestRequest)
            return FormFault.TooLarge;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
            return null;
        try
        {
            if (request.ContentType!.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase))
                request.Body = await WithoutNulAsync(request);
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return FormFault.TooLarge;
        }
        catch (NotSupportedException)
        {
            return FormFault.UnknownEncoding;
        }
        catch (InvalidDataException)
        {
            return FormFault.TooManyFields;
        }
    }

    // ASP.NET Core reads no form with a NUL in it; another control character is taken out of every text later. A
    // percent sign that was typed is escaped itself, so nothing else looks like this.
    private static async Task<Stream> WithoutNulAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var rest = body.GetBuffer().AsSpan(0, (int)body.Length);
        for (int at; (at = rest.IndexOf("%00"u8)) >= 0; rest = rest[at..])
            rest[at + 2] = (byte)'1';
        body.Position = 0;
        return body;
    }
}
