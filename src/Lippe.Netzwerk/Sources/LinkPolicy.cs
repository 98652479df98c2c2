using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lippe.Netzwerk.Sources;

/// <summary>Links lead to http, https, mailto, tel or a relative address; images come from this hub only.</summary>
internal static class LinkPolicy
{
    private static readonly string[] AllowedSchemes = ["http", "https", "mailto", "tel"];

    /// <summary>
    /// Changes the document in place: a forbidden link keeps its words, a foreign image becomes a link.
    /// </summary>
    public static void Apply(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Restrict(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            Restrict(link);
    }

    private static void Restrict(LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        if (!IsAllowed(url))
            Unlink(link);
        else if (link.IsImage && !IsRelative(url))
            link.IsImage = false;
        else if (!link.IsImage && url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener");
    }

    private static void Restrict(AutolinkInline link)
    {
        if (!link.IsEmail && !IsAllowed(link.Url))
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    private static void Unlink(LinkInline link)
    {
        var words = new ContainerInline();
        link.ReplaceBy(words, copyChildren: true);
    }

    /// <summary>Whether a page may link there.</summary>
    /// <remarks>Browsers ignore white space and control characters in schemes, so those are refused.</remarks>
    public static bool IsAllowed(string url)
    {
        if (url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return false;

        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return IsRelative(url)
            || (colon > 0 && AllowedSchemes.Contains(url[..colon], StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsRelative(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var path = url.IndexOfAny(['/', '?', '#']);
        var startsAtOtherHost = url.StartsWith("//", StringComparison.Ordinal)
            || url.StartsWith("/\\", StringComparison.Ordinal)
            || url.StartsWith('\\');
        return !startsAtOtherHost && (colon < 0 || (path >= 0 && path < colon));
    }
}
