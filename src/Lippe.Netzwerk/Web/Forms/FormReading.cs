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
        catch (InvalidDataException e)
        {
            return e.InnerException is InvalidOperationException
                ? FormFault.UnreadableCharacter
                : FormFault.TooManyFields;
        }
    }
}
