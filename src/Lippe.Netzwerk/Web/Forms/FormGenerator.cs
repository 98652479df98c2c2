using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace Lippe.Netzwerk.Web.Forms;

/// <summary>Writes a form's key wherever its antiforgery token is written; no author has to think of it.</summary>
internal sealed class FormGenerator(
    IAntiforgery antiforgery,
    IOptions<MvcViewOptions> views,
    IModelMetadataProvider metadata,
    IUrlHelperFactory urls,
    HtmlEncoder encoder,
    ValidationHtmlAttributeProvider validation,
    FormKeys keys) : DefaultHtmlGenerator(antiforgery, views, metadata, urls, encoder, validation)
{
    public override IHtmlContent? GenerateAntiforgery(ViewContext viewContext)
    {
        if (base.GenerateAntiforgery(viewContext) is not { } token)
            return null;
        var key = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        key.Attributes["name"] = FormKeys.Field;
        key.Attributes["type"] = "hidden";
        key.Attributes["value"] = keys.Issue(viewContext.HttpContext);
        return new HtmlContentBuilder().AppendHtml(token).AppendHtml(key);
    }
}
