using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Lippe.Netzwerk.Web.Fields;

/// <summary>Lists a form's errors above it, each a link to its field; nothing without errors.</summary>
[HtmlTargetElement("ln-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public required ViewContext ViewContext { get; set; }

    /// <summary>How many entries are wrong where one field holds many; otherwise its fields are counted.</summary>
    public int Count { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState
            .Where(entry => entry.Value!.Errors.Count > 0)
            .OrderBy(entry => PlaceOf(entry.Key))
            .Select(entry => (
                Id: TagBuilder.CreateSanitizedId(entry.Key, "_"),
                Message: entry.Value!.Errors[0].ErrorMessage))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        var count = Math.Max(Count, errors.Count);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "kern-alert kern-alert--danger ln-errors");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Content
            .AppendHtml("<div class=\"kern-alert__header\">")
            .AppendHtml("<span class=\"kern-icon kern-icon--danger\" aria-hidden=\"true\"></span>")
            .AppendHtml("<h2 class=\"kern-title\">")
            .Append(count == 1 ? "Bitte prüfen Sie eine Angabe" : $"Bitte prüfen Sie {count} Angaben")
            .AppendHtml("</h2></div><div class=\"kern-alert__body\">")
            .AppendHtml(List(errors))
            .AppendHtml("</div>");
    }

    // A browser sends its fields in the order of the page; checks that none was ticked of, it does not send.
    private int PlaceOf(string field)
    {
        var request = ViewContext.HttpContext.Request;
        var place = request.HasFormContentType ? request.Form.Keys.ToList().IndexOf(field) : -1;
        return place < 0 ? int.MaxValue : place;
    }

    private static TagBuilder List(List<(string Id, string Message)> errors)
    {
        var list = new TagBuilder("ul");
        foreach (var (id, message) in errors)
        {
            var line = new TagBuilder("li");
            // An error of the form as a whole has no field to lead to.
            var words = new TagBuilder(id.Length > 0 ? "a" : "span");
            if (id.Length > 0)
                words.Attributes["href"] = $"#{id}";
            words.InnerHtml.Append(message);
            line.InnerHtml.AppendHtml(words);
            list.InnerHtml.AppendHtml(line);
        }

        return list;
    }
}
