using Lippe.Netzwerk.Domain;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Lippe.Netzwerk.Sources;

/// <summary>Gives headings anchors and a gapless order below the page's title.</summary>
internal static class HeadingOutline
{
    private const int PageTitle = 1;
    private const int Deepest = 6;

    /// <summary>Changes the document's headings in place and returns those of levels 2 and 3.</summary>
    public static IReadOnlyList<Heading> Apply(MarkdownDocument document)
    {
        var headings = document.Descendants<HeadingBlock>().ToList();
        var shift = headings.Any(h => h.Level == PageTitle) ? 1 : 0;
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var contents = new List<Heading>();
        var previous = PageTitle;

        foreach (var heading in headings)
        {
            // A level that skips one confuses everybody who moves by headings.
            heading.Level = previous = Math.Min(Math.Min(heading.Level + shift, previous + 1), Deepest);
            var text = MarkdownText.Of(heading).Trim();
            var anchor = Unique(Slug.Of(text), anchors);
            heading.GetAttributes().Id = anchor;
            if (heading.Level <= 3 && text.Length > 0)
                contents.Add(new Heading { Level = heading.Level, Anchor = anchor, Text = text });
        }

        return contents;
    }

    // The prefix keeps anchors apart from the ids of the page around them.
    private static string Unique(string slug, HashSet<string> taken)
    {
        var anchor = $"a-{slug}";
        for (var n = 2; !taken.Add(anchor); n++)
            anchor = $"a-{slug}-{n}";
        return anchor;
    }
}
