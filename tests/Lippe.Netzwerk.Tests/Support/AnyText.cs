using FsCheck;
using FsCheck.Fluent;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Text as nobody should type it, but somebody will.</summary>
/// <remarks>Markup, control characters, broken pairs, YAML and search signs.</remarks>
public sealed record AnyText(string Value)
{
    private static readonly string[] Words =
    [
        "a", "Straße", "ÄÖÜ", "u\u0308ber", "Digitalisierung", "42", "007", "true", "null", "~", "ein Wort",
        "İ", "Ω", "文書",
    ];

    private static readonly string[] Signs =
    [
        " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\0", "\u0001", "\u0002", "\u001b", "\u007f", "\u0085",
        "\u00a0", "\u2028", "\ufeff", "\uffff", "😀", "\ud83d", "\ude00", "👩‍🔧",
        ":", ": ", " #", "#", "-", "--", "---", "\n---\n", "...", "\n...\n", "\"", "'", "\\", "|", ">",
        "&a ", "*a", "!", "%", "@", "`",
        "{", "}", "[", "]", "(", ")", "<", ",", "?", "=", "$", "/", "\\n", "\\\"",
        "or", " or ", " ODER ", "*", "**", "_", "~~", "^", "+", ";",
    ];

    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</div>", "<!--",
        "<a href=\"javascript:alert(1)\">", "&#106;avascript:", "&#1;", "&amp;", "&lt;script&gt;",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "![x](javascript:x)",
        "![x](https://example.org/x.png)", "<javascript:alert(1)>", "[x]: javascript:alert(1)\n", "[x]",
        "[x](/a \"t\" onclick=x)", "[x](//example.org)", "https://example.org/ä", "www.example.org",
        "mailto:a@example.org", "[^1]", "\n[^1]: Note\n",
        "\n# ", "\n## ", "\n### ", "\n###### ", "\n- ", "\n- [ ] ", "\n- [x] ", "\n1. ", "\n> ", "\n    ", "\n```\n",
        "\n| a | b |\n| :-: | -: |\n| c | d |\n", "\nTerm\n:   Erklärung\n", "\n===\n", "\n---\n",
    ];

    public override string ToString() => Value.Length == 0
        ? "(empty)"
        : string.Join(' ', Value.Select(c => c is > ' ' and < '\u007f' ? $"{c}" : $"U+{(int)c:X4}"));

    /// <summary>For properties of text.</summary>
    public static Arbitrary<AnyText> Arbitrary() => Generator.ToArbitrary();

    /// <summary>Any text at all.</summary>
    public static Gen<AnyText> Generator => Gen.Elements((string[])[.. Words, .. Words, .. Signs, .. Markup])
        .ArrayOf()
        .Select(parts => new AnyText(string.Concat(parts)));

    /// <summary>Any text as it is stored.</summary>
    public static Gen<string> Stored => Generator.Select(text => PlainText.Clean(text.Value).Trim());

    /// <summary>Any line as it is stored; may be empty.</summary>
    public static Gen<string> StoredLine => Generator.Select(text => PlainText.CleanLine(text.Value));

    /// <summary>Lists of lines that are not empty.</summary>
    public static Gen<List<string>> StoredLines => StoredLine
        .Where(line => line.Length > 0)
        .ListOf()
        .Select(lines => lines.Take(5).ToList());
}
