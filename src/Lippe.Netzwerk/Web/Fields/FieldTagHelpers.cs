using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Lippe.Netzwerk.Web.Fields;

/// <summary>A field of one line: text, mail, date, number, password.</summary>
[HtmlTargetElement("ln-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputFieldTagHelper : FieldTagHelper
{
    public string Type { get; set; } = "text";

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    /// <summary>What may be typed; anything else may be, too.</summary>
    public IReadOnlyList<string> Suggestions { get; set; } = [];

    protected override void Draw(TagHelperOutput output)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass(HasError ? "kern-form-input__input kern-form-input__input--error" : "kern-form-input__input");
        input.Attributes["type"] = Type;
        // A password is typed again, never sent back.
        if (Type != "password")
            input.Attributes["value"] = Value;
        if (Autocomplete is not null)
            input.Attributes["autocomplete"] = Autocomplete;
        if (Inputmode is not null)
            input.Attributes["inputmode"] = Inputmode;
        if (!Optional)
            input.Attributes["required"] = "";
        DrawBox(output, input, Suggestions.Count == 0 ? input : WithSuggestions(input));
    }

    private HtmlContentBuilder WithSuggestions(TagBuilder input)
    {
        var list = new TagBuilder("datalist") { Attributes = { ["id"] = $"{Id}-vorschlaege" } };
        foreach (var suggestion in Suggestions)
        {
            var option = new TagBuilder("option") { TagRenderMode = TagRenderMode.SelfClosing };
            option.Attributes["value"] = suggestion;
            list.InnerHtml.AppendHtml(option);
        }

        input.Attributes["list"] = $"{Id}-vorschlaege";
        var both = new HtmlContentBuilder();
        both.AppendHtml(input).AppendHtml(list);
        return both;
    }
}

/// <summary>A field of several lines.</summary>
[HtmlTargetElement("ln-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaFieldTagHelper : FieldTagHelper
{
    public int Rows { get; set; } = 4;

    /// <summary>Shows the text as Markdown is written: tall, in a fixed-width font.</summary>
    public bool Markdown { get; set; }

    protected override void Draw(TagHelperOutput output)
    {
        var area = new TagBuilder("textarea");
        area.AddCssClass(HasError ? "kern-form-input__input kern-form-input__input--error" : "kern-form-input__input");
        if (Markdown)
            area.AddCssClass("ln-markdown");
        area.Attributes["rows"] = Format(Rows);
        // The first line feed of a textarea is dropped by browsers.
        area.InnerHtml.AppendHtml("\n").Append(Value);
        DrawBox(output, area, area);
    }
}

/// <summary>A choice of one from a list.</summary>
[HtmlTargetElement("ln-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectFieldTagHelper : FieldTagHelper
{
    public required IEnumerable<SelectListItem> Items { get; set; }

    protected override void Draw(TagHelperOutput output)
    {
        var select = new TagBuilder("select");
        select.AddCssClass(HasError
            ? "kern-form-input__select kern-form-input__select--error"
            : "kern-form-input__select");
        foreach (var item in Items)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Value;
            if (item.Value == Value)
                option.Attributes["selected"] = "";
            option.InnerHtml.Append(item.Text);
            select.InnerHtml.AppendHtml(option);
        }

        var wrapper = new TagBuilder("div");
        wrapper.AddCssClass("kern-form-input__select-wrapper");
        wrapper.InnerHtml.AppendHtml(select);
        DrawBox(output, select, wrapper);
    }
}

/// <summary>A choice of several, as check boxes, or of one, as radio buttons.</summary>
[HtmlTargetElement("ln-choices", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoicesFieldTagHelper : FieldTagHelper
{
    public required IEnumerable<SelectListItem> Items { get; set; }

    /// <summary>Whether exactly one may be chosen.</summary>
    public bool OnlyOne { get; set; }

    protected override void Draw(TagHelperOutput output)
    {
        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", HasError ? "kern-fieldset kern-fieldset--error" : "kern-fieldset");
        output.Attributes.SetAttribute("id", Id);
        var legend = new TagBuilder("legend");
        legend.AddCssClass("kern-label");
        FillLabel(legend);

        var choices = new TagBuilder("div");
        choices.AddCssClass(OnlyOne ? "kern-fieldset__body" : "ln-checks");
        foreach (var item in Items)
            choices.InnerHtml.AppendHtml(Choice(item));
        output.Content.AppendHtml(legend).AppendHtml(HintLine()).AppendHtml(choices).AppendHtml(ErrorLine());
    }

    private TagBuilder Choice(SelectListItem item)
    {
        var id = $"{Id}_{item.Value}";
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass(OnlyOne ? "kern-form-check__radio" : "kern-form-check__checkbox");
        box.Attributes["type"] = OnlyOne ? "radio" : "checkbox";
        Describe(box);
        box.Attributes["id"] = id;
        box.Attributes["value"] = item.Value;
        if (Values.Contains(item.Value))
            box.Attributes["checked"] = "";

        var label = new TagBuilder("label");
        label.AddCssClass("kern-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(item.Text);

        var choice = new TagBuilder("div");
        choice.AddCssClass("kern-form-check");
        choice.InnerHtml.AppendHtml(box).AppendHtml(label);
        return choice;
    }
}
