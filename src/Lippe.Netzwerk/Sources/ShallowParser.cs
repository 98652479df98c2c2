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
            throw new YamlException(alias.Start, alias.End, $"Der Verweis „*{alias.Value}“ wird nicht gelesen.");
        _depth += parser.Current!.NestingIncrease;
        return _depth <= Deepest
            ? true
            : throw new YamlException(
                parser.Current.Start, parser.Current.End, "Die Angaben sind zu tief verschachtelt.");
    }
}
