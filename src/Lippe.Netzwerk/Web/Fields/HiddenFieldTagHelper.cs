using Lippe.Netzwerk.Web.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Lippe.Netzwerk.Web.Fields;

/// <summary>
/// A value that a form carries along, such as the version it began with: a form that is shown again still has the one
/// it was sent with.
/// </summary>
[HtmlTargetElement("ln-hidden", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HiddenFieldTagHelper : TagHelper
{
    public required string Name { get; set; }

    public object? Value { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", Name);
        output.Attributes.SetAttribute("value", ShownAgain.On(ViewContext.HttpContext)?.ValueOf(Name) ?? Value);
    }
}
