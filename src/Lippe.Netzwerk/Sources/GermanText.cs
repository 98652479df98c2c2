using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lippe.Netzwerk.Sources;

/// <summary>Markdown as Germans write it: dates, gender stars and addresses mean themselves.</summary>
internal static partial class GermanText
{
    // What closes the sentence around an address is not part of it.
    private static readonly char[] NotLast = [.. ".,:;!?…*_~'"];

    public static MarkdownPipelineBuilder UseGermanText(this MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.FindExact<ListBlockParser>()!
            .ItemParsers.Replace<NumberedListItemParser>(new NumberParser());
        pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new GenderStarParser());
        return pipeline;
    }

    /// <summary>Changes the parsed document in place.</summary>
    /// <remarks>Markdig's own search for addresses takes time that grows with the square of their number.</remarks>
    public static void Apply(MarkdownDocument document)
    {
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (leaf.Inline is { } inline)
                Apply(inline);
        }
    }

    private static void Apply(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is LineBreakInline line)
                line.IsHard |= line.NextSibling is LiteralInline next && Date().IsMatch(next.Content.AsSpan());
            else if (inline is LiteralInline literal)
                inline = LinkAddresses(Joined(literal));
            else if (inline is ContainerInline inner and not LinkInline)
                Apply(inner);
        }
    }

    // Signs that open emphasis and do not end it stay behind as texts of their own.
    private static LiteralInline Joined(LiteralInline first)
    {
        if (first.NextSibling is not LiteralInline)
            return first;
        var text = new StringBuilder();
        text.Append(first.Content.AsSpan());
        while (first.NextSibling is LiteralInline next)
        {
            text.Append(next.Content.AsSpan());
            next.Remove();
        }

        first.Content = new StringSlice(text.ToString());
        return first;
    }

    // The last of what the text becomes.
    private static Inline LinkAddresses(LiteralInline literal)
    {
        if (!Address().IsMatch(literal.Content.AsSpan()))
            return literal;
        var text = literal.Content.ToString();
        Inline last = literal;
        var end = 0;
        foreach (Match found in Address().Matches(text))
        {
            var address = found.Groups["mail"].Success ? found.Value : WithoutSigns(found.Value);
            var before = new StringSlice(text[end..found.Index]);
            if (end == 0)
                literal.Content = before;
            else
                last = Behind(last, new LiteralInline(before));
            last = Behind(last, LinkTo(address, found.Groups["mail"].Success));
            end = found.Index + address.Length;
        }

        return Behind(last, new LiteralInline(text[end..]));
    }

    private static LinkInline LinkTo(string address, bool isMail)
    {
        var url = isMail ? "mailto:" + address
            : address.StartsWith("www.", StringComparison.Ordinal) ? "https://" + address
            : address;
        var link = new LinkInline(url, "") { IsAutoLink = true };
        link.AppendChild(new LiteralInline(address));
        return link;
    }

    private static string WithoutSigns(string address)
    {
        var surplus = address.AsSpan().Count(')') - address.AsSpan().Count('(');
        var length = address.Length;
        for (; IsSign(address[length - 1]); length--)
            surplus -= address[length - 1] == ')' ? 1 : 0;
        return address[..length];

        bool IsSign(char last) => NotLast.Contains(last) || (last == ')' && surplus > 0);
    }

    private static Inline Behind(Inline place, Inline added)
    {
        place.InsertAfter(added);
        return added;
    }

    [GeneratedRegex(
        """
        ^ \s* \d{1,2} \. \s+
        ( Jan(uar|\.) | Feb(ruar|\.) | März | Apr(il|\.) | Mai | Jun(i|\.) | Jul(i|\.) | Aug(ust|\.)
        | Sept?(ember|\.) | Okt(ober|\.) | Nov(ember|\.) | Dez(ember|\.) ) (?!\w)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Date();

    [GeneratedRegex(
        """
        (?<![\w.%+@/-])
        (?: (?<web> (?:https?://|www\.) (?=\w) [^\s<>"„“”‚‘’»«›‹\[\]{}|\\^`]+ )
          | (?<mail> [A-Za-z0-9][A-Za-z0-9._%+-]{0,63} @ (?:[A-Za-z0-9äöüß-]{1,63}\.){1,8} [A-Za-z]{2,24} )
            (?![\w@-]) )
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    /// <summary>A number with a full stop begins a list, unless a month follows.</summary>
    private sealed class NumberParser : NumberedListItemParser
    {
        public override bool TryParse(BlockProcessor state, char pendingBulletType, out ListInfo result)
        {
            var start = state.Start;
            return base.TryParse(state, pendingBulletType, out result)
                && !Date().IsMatch(state.Line.Text.AsSpan(start, state.Line.End - start + 1));
        }
    }

    /// <summary>A star between two letters is one: Lehrer*innen.</summary>
    private sealed class GenderStarParser : InlineParser
    {
        public GenderStarParser() => OpeningCharacters = ['*'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (!char.IsLetter(slice.PeekCharExtra(-1)) || !char.IsLower(slice.PeekChar()))
                return false;
            processor.Inline = new LiteralInline(new StringSlice(slice.Text, slice.Start, slice.Start));
            slice.SkipChar();
            return true;
        }
    }
}
