using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lippe.Netzwerk.Sources;

/// <summary>
/// Parses YAML up to a depth no person writes; the library's own recursion ends the process at some thousands.
/// </summary>
internal sealed class ShallowParser(IParser parser) : IParser
{
    private const int Deepest = 50;
    private int _depth;

    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlException">The text is no YAML, or nested too deep.</exception>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
            return false;
        _depth += parser.Current!.NestingIncrease;
        return _depth <= Deepest
            ? true
            : throw new YamlException(
                parser.Current.Start, parser.Current.End, "Die Angaben sind zu tief verschachtelt.");
    }
}
