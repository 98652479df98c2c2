using Lippe.Netzwerk.Domain;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lippe.Netzwerk.Sources;

/// <summary>Gives headings anchors and a gapless order below the page's title.</summary>
internal static class HeadingOutline
{
    private const string Prefix = "a-";
    private const int PageTitle = 1;
    private const int Deepest = 6;

    /// <summary>
    /// Changes the document's headings, and the links to them, in place and returns those of levels 2 and 3.
    /// </summary>
    public static IReadOnlyList<Heading> Apply(MarkdownDocument document)
    {
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        var contents = new List<Heading>();
        // The levels, as typed, of the headings a heading stands below.
        var above = new Stack<int>();

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            while (above.TryPeek(out var level) && level >= heading.Level)
                above.Pop();
            above.Push(heading.Level);
            // A level that skips one confuses everybody who moves by headings.
            heading.Level = Math.Min(PageTitle + above.Count, Deepest);
            var text = MarkdownText.Of(heading).Trim();
            var anchor = Unique(Prefix + Slug.Of(text), anchors);
            heading.GetAttributes().Id = anchor;
            if (heading.Level <= 3 && text.Length > 0)
                contents.Add(new Heading { Level = heading.Level, Anchor = anchor, Text = text });
        }

        foreach (var link in document.Descendants<LinkInline>())
            Aim(link, anchors);
        return contents;
    }

    // The prefix keeps anchors apart from the ids of the page around them. Each remembers the number it came to.
    private static string Unique(string wanted, Dictionary<string, int> taken)
    {
        if (taken.TryAdd(wanted, 1))
            return wanted;
        while (true)
        {
            var anchor = $"{wanted}-{++taken[wanted]}";
            if (taken.TryAdd(anchor, 1))
                return anchor;
        }
    }

    // People write a heading's own words behind the hash.
    private static void Aim(LinkInline link, Dictionary<string, int> anchors)
    {
        if (link.Url is not ['#', .. var words] || anchors.ContainsKey(words))
            return;
        var anchor = Prefix + Slug.Of(Uri.UnescapeDataString(words));
        if (anchors.ContainsKey(anchor))
            link.Url = "#" + anchor;
    }
}
