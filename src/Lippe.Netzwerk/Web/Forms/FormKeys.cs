using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Gives forms their keys, and reads them when the form is sent; nobody else can make one.</summary>
internal sealed class FormKeys(IDataProtectionProvider protection)
{
    /// <summary>The hidden field.</summary>
    public const string Field = "__FormKey";

    private readonly IDataProtector _protector = protection.CreateProtector("form-key");

    /// <summary>The key of all forms of the page at hand.</summary>
    public string Issue(HttpContext context)
    {
        if (context.Items[typeof(FormKey)] is string issued)
            return issued;
        // A page shown again with errors stands at the address the form was sent to, where GET may find another one.
        var page = Read(context.Request)?.Page ?? PathOf(context.Request);
        var key = new FormKey(Guid.NewGuid(), context.Viewer().MemberId, page);
        var text = _protector.Protect(JsonSerializer.Serialize(key));
        context.Items[typeof(FormKey)] = text;
        return text;
    }

    /// <summary>The key of the form that was sent; null without one of ours, or where nobody can read it.</summary>
    public FormKey? Read(HttpRequest request)
    {
        var isReadable = HttpMethods.IsPost(request.Method)
            && request.HasFormContentType
            && request.HttpContext.Features.Get<FormFault>() is null;
        if (!isReadable || request.Form[Field] is not [{ Length: > 0 } text])
            return null;

        try
        {
            return JsonSerializer.Deserialize<FormKey>(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            // Made up, or older than the keys it was made with.
            return null;
        }
    }

    // Two slashes at the beginning would be another host's address.
    private static string PathOf(HttpRequest request) =>
        $"/{request.Path.Value?.TrimStart('/', '\\')}{request.QueryString}";
}
