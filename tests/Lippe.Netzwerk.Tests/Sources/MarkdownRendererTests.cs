using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Sources;

public sealed class MarkdownRendererTests
{
    private static readonly string[] AllowedSchemes = ["http:", "https:", "mailto:", "tel:"];

    [ForAnyText]
    public void Any_text_becomes_harmless_markup(AnyText text)
    {
        var page = new HtmlParser().ParseDocument($"<body><div id=prose>{Render(text.Value)}</div><p id=after></p>");
        Assert.That(page.QuerySelectorAll("script, style, iframe, object, embed, form, base, meta"), Is.Empty);
        foreach (var element in page.QuerySelectorAll("#prose *"))
        {
            Assert.That(element.Attributes.Select(a => a.Name), Has.None.StartsWith("on").And.None.EqualTo("style"));
            string?[] addresses = [element.GetAttribute("href"), element.GetAttribute("src")];
            foreach (var address in addresses.OfType<string>())
                AssertLeadsSomewhereAllowed(address, isImage: element.LocalName == "img");
        }
    }

    [ForAnyText]
    public void Any_text_leaves_the_page_around_it_whole(AnyText text)
    {
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(
            "<!DOCTYPE html><html lang=de><head><title>t</title></head><body>"
            + $"<div id=prose>{Render(text.Value)}</div><p id=after></p></body></html>");
        Assert.That(page.QuerySelector("#after")!.ParentElement, Is.EqualTo(page.Body));
    }

    [ForAnyText]
    public void Headings_have_no_gap_and_anchors_of_their_own(AnyText text)
    {
        var page = new HtmlParser().ParseDocument(Render(text.Value));
        var previous = 1;
        foreach (var heading in page.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            var level = heading.LocalName[1] - '0';
            Assert.That(level, Is.InRange(2, previous + 1));
            previous = level;
        }

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.That(ids, Is.Unique);
    }

    [ForAnyText]
    public void The_plain_words_hold_no_control_characters(AnyText text)
    {
        var words = MarkdownRenderer.TextOf(PlainText.Clean(text.Value));
        Assert.That(words.Where(c => char.IsControl(c) && c is not ('\n' or '\t')), Is.Empty);
    }

    [Test]
    public void Raw_html_is_shown_as_text() =>
        Assert.That(
            Render("<b>fett</b> <script>x</script>"),
            Is.EqualTo("<p>&lt;b&gt;fett&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;</p>\n"));

    [TestCase("[x](https://example.org)", "https://example.org")]
    [TestCase("[x](mailto:a@example.org)", "mailto:a@example.org")]
    [TestCase("[x](tel:+495261213)", "tel:+495261213")]
    [TestCase("[x](/projekte)", "/projekte")]
    [TestCase("[x](#a-ziel)", "#a-ziel")]
    [TestCase("https://example.org", "https://example.org")]
    public void Allowed_links_lead_on(string markdown, string href)
    {
        var link = new HtmlParser().ParseDocument(Render(markdown)).QuerySelector("a")!;
        Assert.That(link.GetAttribute("href"), Is.EqualTo(href));
    }

    [TestCase("[Wort](javascript:alert(1))")]
    [TestCase("[Wort](&#106;avascript:alert(1))")]
    [TestCase("[Wort](data:text/html,x)")]
    [TestCase("[Wort](//example.org)")]
    [TestCase("[Wort](/\\example.org)")]
    [TestCase("[Wort](ftp://example.org)")]
    [TestCase("[Wort][1]\n\n[1]: javascript:alert(1)")]
    public void Other_links_keep_their_words_only(string markdown)
    {
        var page = new HtmlParser().ParseDocument(Render(markdown));
        Assert.That(page.QuerySelector("a"), Is.Null);
        Assert.That(page.Body!.TextContent, Does.Contain("Wort"));
    }

    [Test]
    public void A_picture_of_another_host_becomes_a_link_so_that_no_reader_is_traced()
    {
        var page = new HtmlParser().ParseDocument(Render("![Plan](https://example.org/plan.png)"));
        Assert.That(page.QuerySelector("img"), Is.Null);
        Assert.That(page.QuerySelector("a")!.TextContent, Is.EqualTo("Plan"));
    }

    [TestCase("Straßenverkehrszulassungsordnung", "Straßenverkehrs-zulassungs-ordnung")]
    [TestCase("VERWALTUNGSVERFAHRENSVEREINFACHUNG", "VERWALTUNGS-VERFAHRENS-VEREINFACHUNG")]
    [TestCase("Grundstücksverkehrsgenehmigung", "Grundstücks-verkehrs-genehmigung")]
    [TestCase("Genossenschaftsversammlung", "Genossenschafts-versammlung")]
    [TestCase("Verwaltungssprechstunde", "Verwaltungs-sprechstunde")]
    [TestCase("Antragstellerinnenzahl", "Antragstellerinnenzahl")]
    [TestCase("gesamtstädtischerseits", "gesamtstädtischerseits")]
    [TestCase("Digitalisierung", "Digitalisierung")]
    [TestCase("verwaltungsleistungen.example", "verwaltungsleistungen.example")]
    public void A_long_word_of_a_table_may_be_parted_where_its_words_meet(string word, string parted)
    {
        var html = MarkdownRenderer.Render($"{word}\n\n| a |\n|--|\n| {word} |").Html;
        Assert.That(html.Replace('\u00AD', '-'), Does.Contain($"<td>{parted}</td>").And.Contain($"<p>{word}</p>"));
    }

    [Test]
    public void The_first_two_levels_make_the_table_of_contents()
    {
        var contents = MarkdownRenderer.Render("# Erstes\n\n### Zweites\n\n#### Drittes\n\n# Erstes\n").Contents;
        Assert.That(contents.Select(h => (h.Level, h.Anchor, h.Text)), Is.EqualTo(new[]
        {
            (2, "a-erstes", "Erstes"),
            (3, "a-zweites", "Zweites"),
            (2, "a-erstes-2", "Erstes"),
        }));
    }

    [Test]
    public void Tables_tasks_notes_and_definitions_are_drawn()
    {
        const string Markdown =
            """
            | a | b |
            | - | - |
            | c | d |

            - [x] fertig
            - [ ] offen

            Satz[^1]

            [^1]: Note

            Wort
            :   Erklärung

            """;
        var page = new HtmlParser().ParseDocument(Render(Markdown));
        foreach (var selector in (string[])["table th", ".ln-task--done[aria-label]", ".footnotes li", "dl dd"])
            Assert.That(page.QuerySelector(selector), Is.Not.Null, selector);
    }

    [Test]
    public void Columns_are_aligned_without_inline_styles()
    {
        var html = Render("| a | b | c |\n| :- | :-: | -: |\n| 1 | 2 | 3 |\n");
        var cells = new HtmlParser().ParseDocument(html).QuerySelectorAll("td").Select(cell => cell.ClassName ?? "");
        Assert.That(cells, Is.EqualTo(new[] { "", "ln-middle", "ln-end" }));
        Assert.That(html, Does.Not.Contain("style"));
    }

    [TestCase(
        "18. September: Auftakt\n2. Oktober: Schluss",
        "<p>18. September: Auftakt<br />\n2. Oktober: Schluss</p>\n")]
    [TestCase("3. März war der Beginn.", "<p>3. März war der Beginn.</p>\n")]
    [TestCase("3. Schritt", "<ol start=\"3\">\n<li>Schritt</li>\n</ol>\n")]
    [TestCase("Lehrer*innen und Trainer*innen", "<p>Lehrer*innen und Trainer*innen</p>\n")]
    [TestCase("*schräg* und **fett**es", "<p><em>schräg</em> und <strong>fett</strong>es</p>\n")]
    [TestCase("~~weg~~", "<p><del>weg</del></p>\n")]
    public void German_text_means_itself(string markdown, string html) =>
        Assert.That(Render(markdown), Is.EqualTo(html));

    [TestCase("Siehe „https://wiki.example/d“, dort.", "https://wiki.example/d", "“, dort.")]
    [TestCase("»https://wiki.example/d«", "https://wiki.example/d", "«")]
    [TestCase("https://wiki.example/g; und", "https://wiki.example/g", "; und")]
    [TestCase("https://wiki.example/h… und", "https://wiki.example/h", "… und")]
    [TestCase("(https://wiki.example/i)", "https://wiki.example/i", ")")]
    [TestCase("(https://wiki.example/i_(j).)", "https://wiki.example/i_(j)", ".)")]
    [TestCase("An rathaus@stadt.example.", "mailto:rathaus@stadt.example", ".")]
    [TestCase("max_muster@stadt.example,", "mailto:max_muster@stadt.example", ",")]
    public void Addresses_in_a_text_lead_on_without_the_signs_around_them(string text, string href, string after)
    {
        var html = Render(text);
        Assert.That(html, Does.Contain($"href=\"{href}\""));
        Assert.That(html, Does.Contain($"</a>{after}"));
    }

    [Test]
    public void Only_whole_mail_addresses_are_links() =>
        Assert.That(Render("a@b und user@@host.de und @netzwerk"), Does.Not.Contain("href"));

    [TestCase("www... und so weiter")]
    [TestCase("https://… kommt noch")]
    public void A_beginning_alone_is_no_address(string text) => Assert.That(Render(text), Does.Not.Contain("href"));

    [Test]
    public void A_link_to_the_words_of_a_heading_meets_it() =>
        Assert.That(
            Render("[hin](#überblick)\n\n## Überblick"),
            Does.Contain("href=\"#a-ueberblick\"").And.Contain("id=\"a-ueberblick\""));

    [Test]
    public void Headings_side_by_side_stay_so() =>
        Assert.That(
            MarkdownRenderer.Render("### A\n\n### B\n\n#### B1\n\n### C").Contents.Select(heading => heading.Level),
            Is.EqualTo(new[] { 2, 2, 3, 2 }));

    [TestCase("[")]
    [TestCase("> ")]
    [TestCase("- ")]
    [TestCase("**a ")]
    [TestCase("![](")]
    [TestCase("`")]
    [TestCase("| ")]
    public void Text_nested_absurdly_deep_is_rendered(string sign) =>
        Assert.That(Render(string.Concat(Enumerable.Repeat(sign, 20_000))), Is.Not.Null);

    [TestCase("[a](")]
    [TestCase("![](")]
    [TestCase("[a][b] ")]
    [TestCase("[a]: b\n")]
    [TestCase("_a*b_ ")]
    [TestCase("# a\n")]
    [TestCase("a\n-\n")]
    public void What_would_take_seconds_to_parse_is_shown_as_typed(string sign) =>
        Assert.That(Filled(sign), Does.StartWith("<pre>"));

    [TestCase("http://a.de/ ")]
    [TestCase("a@b.de ")]
    [TestCase("a\n\n")]
    [TestCase("| a | b |\n")]
    public void Long_texts_of_few_words_are_rendered(string words) =>
        Assert.That(Filled(words), Does.StartWith("<p>"));

    [Test]
    public void An_address_may_end_in_any_number_of_brackets() =>
        Assert.That(Filled(")", "https://a.de/"), Does.Contain("href=\"https://a.de/\""));

    // As long as a form takes it.
    private static string Filled(string sign, string beginning = "") =>
        Render(beginning + string.Concat(Enumerable.Repeat(sign, DraftLimits.Body / sign.Length)));

    private static string Render(string typed) => MarkdownRenderer.Render(PlainText.Clean(typed)).Html;

    private static void AssertLeadsSomewhereAllowed(string address, bool isImage)
    {
        var url = new Url(new Url("https://hub.example/leitfaeden/x"), address);
        Assert.That(AllowedSchemes, Does.Contain(url.Scheme + ":"), address);
        if (isImage)
            Assert.That(url.HostName, Is.EqualTo("hub.example"), address);
    }
}
