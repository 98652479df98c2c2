using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lippe.Netzwerk.Sources;

/// <summary>
/// Parses YAML as people write it: up to a depth, because the library's recursion ends the process at some thousands,
/// and without references, because one to itself never ends.
/// </summary>
internal sealed class ShallowParser(IParser parser) : IParser
{
    private const int Deepest = 50;
    private int _depth;

    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlException">The text is no YAML, nested too deep, or refers to itself.</exception>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
            return false;
        if (parser.Current is AnchorAlias alias)
        {
            throw new YamlReferenceException(
                alias.Start, alias.End, "Verweise mit * gibt es hier nicht. Schreiben Sie es aus.");
        }

        _depth += parser.Current!.NestingIncrease;
        return _depth <= Deepest
            ? true
            : throw new YamlException(
                parser.Current.Start, parser.Current.End, "Die Angaben sind zu tief verschachtelt.");
    }
}

/// <summary>The text refers to another place of itself.</summary>
internal sealed class YamlReferenceException(in Mark start, in Mark end, string message)
    : YamlException(start, end, message);
