using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lippe.Netzwerk.Sources;

/// <summary>
/// Says where long words of tables may be parted: columns are narrow, and not every browser knows German. Only where
/// the s that joins two words tells: after -ungs-, -heits-, -verkehrs- and their like.
/// </summary>
internal static partial class SoftHyphens
{
    private const string SoftHyphen = "\u00AD";

    /// <summary>Changes the tables of the parsed document in place.</summary>
    public static void Apply(MarkdownDocument document)
    {
        foreach (var text in document.Descendants<Table>().SelectMany(table => table.Descendants<LiteralInline>()))
        {
            var written = text.Content.ToString();
            var parted = LongWord().Replace(written, word => Joint().Replace(word.Value, SoftHyphen));
            if (parted.Length != written.Length)
                text.Content = new StringSlice(parted);
        }
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}/._@-])(?>\p{L}{16,60})(?![\p{L}\p{N}/_@]|\.\p{L})")]
    private static partial Regex LongWord();

    [GeneratedRegex(
        """
        (?<=\p{L}{2}(?:ungs|heits|keits|schafts|tions|täts)|
            (?:verkehrs|stücks|[nrf]trags|triebs|arbeits|fahrens|nehmens|lebens|wissens|(?<!ges)amts)(?![pt]))
        (?!ch)(?=\p{L}{4})
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Joint();
}
