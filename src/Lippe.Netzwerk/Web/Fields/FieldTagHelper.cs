using System.Globalization;
using Lippe.Netzwerk.Web.Forms;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Lippe.Netzwerk.Web.Fields;

/// <summary>A form field as KERN draws it: label, hint, control, error.</summary>
/// <remarks>The typed value survives a failed save.</remarks>
public abstract class FieldTagHelper : TagHelper
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    /// <summary>One sentence below the label.</summary>
    public string? Hint { get; set; }

    /// <summary>Marks a field that may stay empty.</summary>
    public bool Optional { get; set; }

    /// <summary>What an optional field is needed for all the same.</summary>
    public string? Needed { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public required ViewContext ViewContext { get; set; }

    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected string Id => TagBuilder.CreateSanitizedId(Name, "_");

    protected bool HasError => Error is not null;

    /// <summary>What was typed, or else what the model holds.</summary>
    protected string Value => State?.AttemptedValue ?? Format(For.Model);

    /// <summary>All chosen values of a field that takes several.</summary>
    protected IReadOnlyCollection<string> Values => State?.RawValue switch
    {
        string[] typed => typed,
        string typed => [typed],
        _ when For.Model is System.Collections.IEnumerable many and not string =>
            [.. many.Cast<object>().Select(Format)],
        _ => [Format(For.Model)],
    };

    private ModelStateEntry? State => ViewContext.ModelState.GetValueOrDefault(Name);

    private string? Error => State?.Errors.FirstOrDefault()?.ErrorMessage;

    public sealed override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        ShownAgain.On(ViewContext.HttpContext)?.Shows(Name);
        Draw(output);
    }

    protected abstract void Draw(TagHelperOutput output);

    /// <summary>Label, hint, control and error in a box.</summary>
    protected void DrawBox(TagHelperOutput output, TagBuilder control, IHtmlContent body)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute(
            "class", HasError ? "kern-form-input kern-form-input--error" : "kern-form-input");
        Describe(control);
        var label = new TagBuilder("label");
        label.AddCssClass("kern-label");
        label.Attributes["for"] = Id;
        FillLabel(label);
        output.Content.AppendHtml(label).AppendHtml(HintLine()).AppendHtml(body).AppendHtml(ErrorLine());
    }

    protected void FillLabel(TagBuilder label)
    {
        label.InnerHtml.Append(Label);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(" <span class=\"kern-label__optional\">– ")
                .Append(Needed is null ? "Optional" : $"{Needed} nötig").AppendHtml("</span>");
        }
    }

    /// <summary>Ties a control to its name, hint and error.</summary>
    protected void Describe(TagBuilder control)
    {
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        var hint = Hint is null ? null : $"{Id}-hinweis";
        var error = HasError ? $"{Id}-fehler" : null;
        var described = string.Join(' ', new[] { hint, error }.OfType<string>());
        if (described.Length > 0)
            control.Attributes["aria-describedby"] = described;
        if (HasError)
            control.Attributes["aria-invalid"] = "true";
    }

    protected IHtmlContent HintLine()
    {
        if (Hint is null)
            return HtmlString.Empty;
        var hint = new TagBuilder("div");
        hint.AddCssClass("kern-hint");
        hint.Attributes["id"] = $"{Id}-hinweis";
        hint.InnerHtml.Append(Hint);
        return hint;
    }

    protected IHtmlContent ErrorLine()
    {
        if (Error is null)
            return HtmlString.Empty;
        var error = new TagBuilder("p");
        error.AddCssClass("kern-error");
        error.Attributes["id"] = $"{Id}-fehler";
        error.InnerHtml
            .AppendHtml("<span class=\"kern-icon kern-icon--danger\" aria-hidden=\"true\"></span>")
            .AppendHtml("<span class=\"kern-body\">")
            .Append(Error)
            .AppendHtml("</span>");
        return error;
    }

    protected static string Format(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##", German),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
