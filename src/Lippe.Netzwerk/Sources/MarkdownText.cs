using System.Text;
using Lippe.Netzwerk.Domain;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lippe.Netzwerk.Sources;

/// <summary>The plain words of parsed Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Words of a block and everything in it, a line feed between blocks.</summary>
    public static string Of(MarkdownObject root)
    {
        var text = new StringBuilder();
        Append(root, text);
        return text.ToString();
    }

    private static void Append(MarkdownObject node, StringBuilder text)
    {
        switch (node)
        {
            case LeafBlock { Inline: not null } leaf:
                Append(leaf.Inline, text);
                text.Append('\n');
                break;
            case LeafBlock leaf:
                text.Append(leaf.Lines.ToString()).Append('\n');
                break;
            case ContainerBlock container:
                foreach (var block in container)
                    Append(block, text);
                break;
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                // An entity may stand for a control character, which typed text no longer has.
                text.Append(PlainText.Clean(entity.Transcoded.ToString()));
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case ContainerInline container:
                foreach (var inline in container)
                    Append(inline, text);
                break;
        }
    }
}
