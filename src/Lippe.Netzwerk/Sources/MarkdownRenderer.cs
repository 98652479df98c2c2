using Lippe.Netzwerk.Domain;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Lippe.Netzwerk.Sources;

/// <summary>Turns Markdown into safe, accessible markup: raw HTML stays text, links go only where they may.</summary>
public static class MarkdownRenderer
{
    /// <summary>To be raised with every change of what a text becomes: what is stored is rendered anew then.</summary>
    public const int Version = 2;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseGermanText()
        .UsePipeTables()
        .UseFootnotes()
        .UseTaskLists()
        .UseDefinitionLists()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .DisableHtml()
        .Build();

    /// <summary>Renders a body; the page's own title is level 1, so the body starts at level 2.</summary>
    public static Rendering Render(string markdown) => Parse(markdown) is { } document
        ? RenderDocument(document)
        : new Rendering($"<pre>{System.Net.WebUtility.HtmlEncode(markdown)}</pre>", [], Version);

    /// <summary>The plain words of a body, for search and excerpts.</summary>
    public static string TextOf(string markdown) =>
        Parse(markdown) is { } document ? MarkdownText.Of(document) : markdown;

    // Text nested deeper than Markdig's limit, such as a thousand brackets, or too dear to parse is shown as typed.
    private static MarkdownDocument? Parse(string markdown)
    {
        if (MarkdownCost.IsTooHigh(markdown))
            return null;
        try
        {
            return Markdig.Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException e) when (e.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
    }

    private static Rendering RenderDocument(MarkdownDocument document)
    {
        GermanText.Apply(document);
        var contents = HeadingOutline.Apply(document);
        LinkPolicy.Apply(document);
        SoftHyphens.Apply(document);
        return new Rendering(ToHtml(document), contents, Version);
    }

    private static string ToHtml(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.ObjectRenderers.Replace<HtmlTaskListRenderer>(new TaskMarkRenderer());
        renderer.ObjectRenderers.Replace<HtmlFootnoteLinkRenderer>(new NamedBackLinkRenderer());
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>A wide table scrolls by itself instead of widening the page, by keyboard too.</summary>
    private sealed class ScrollingTableRenderer : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            AlignByClass(table);
            renderer.Write("<div class=\"ln-table-scroll\" role=\"group\" aria-label=\"Tabelle\" tabindex=\"0\">");
            base.Write(renderer, table);
            renderer.WriteLine("</div>");
        }

        // Left to the library, the alignment becomes an inline style, which the pages forbid.
        private static void AlignByClass(Table table)
        {
            foreach (var row in table.OfType<TableRow>())
            {
                foreach (var (cell, column) in row.OfType<TableCell>().Zip(table.ColumnDefinitions))
                {
                    if (column.Alignment is TableColumnAlign.Right)
                        cell.GetAttributes().AddClass("ln-end");
                    else if (column.Alignment is TableColumnAlign.Center)
                        cell.GetAttributes().AddClass("ln-middle");
                }
            }

            foreach (var column in table.ColumnDefinitions)
                column.Alignment = null;
        }
    }

    /// <summary>A task's state as text: a disabled checkbox has no name for screen readers.</summary>
    private sealed class TaskMarkRenderer : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList task) => renderer.Write(task.Checked
            ? "<span class=\"ln-task ln-task--done\" role=\"img\" aria-label=\"erledigt:\">☑</span>"
            : "<span class=\"ln-task\" role=\"img\" aria-label=\"offen:\">☐</span>");
    }

    /// <summary>The arrow back from a footnote, with a name: screen readers say little about a lone arrow.</summary>
    private sealed class NamedBackLinkRenderer : HtmlFootnoteLinkRenderer
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink link)
        {
            if (link.IsBackLink)
            {
                renderer.Write(
                    $"<a href=\"#fnref:{link.Index}\" class=\"{FootnoteBackLinkClass}\" "
                    + $"aria-label=\"Zurück zum Text\">{BackLinkString}</a>");
            }
            else
            {
                base.Write(renderer, link);
            }
        }
    }
}
