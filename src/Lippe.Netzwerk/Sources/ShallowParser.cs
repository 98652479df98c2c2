using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lippe.Netzwerk.Sources;

/// <summary>
/// Parses YAML as people write it: one document, because nobody reads a second one; up to a depth, because the
/// library's recursion ends the process at some thousands; and without references, because one to itself never ends.
/// </summary>
internal sealed class ShallowParser(IParser parser) : IParser
{
    private const int Deepest = 50;
    private int _depth;
    private bool _hasBegun;

    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlRefusal">It is YAML, but not as people write it.</exception>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
            return false;
        var at = parser.Current!;
        if (at is AnchorAlias)
            throw new YamlRefusal(at, "Verweise mit * gibt es hier nicht. Schreiben Sie es aus.");
        if (at is DocumentStart && _hasBegun)
        {
            throw new YamlRefusal(
                at, "Hier beginnt ein zweiter Teil, den niemand liest. Löschen Sie davor die Zeile „---“ oder „...“.");
        }

        _hasBegun |= at is DocumentStart;
        _depth += at.NestingIncrease;
        return _depth <= Deepest ? true : throw new YamlRefusal(at, "Die Angaben sind zu tief verschachtelt.");
    }
}

/// <summary>YAML that is not read here; the message says why, in German.</summary>
internal sealed class YamlRefusal(ParsingEvent at, string message) : YamlException(at.Start, at.End, message);
