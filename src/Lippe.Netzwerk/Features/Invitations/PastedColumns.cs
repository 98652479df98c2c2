using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>
/// The columns of a pasted line, whatever parts them: tabs or semicolons, or commas where there are neither.
/// </summary>
internal static class PastedColumns
{
    /// <summary>Those that say something, cleaned.</summary>
    public static IReadOnlyList<string> Of(string line)
    {
        var columns = Split(line, 0, ';', '\t');
        if (columns.Count == 1)
            columns = Split(line, NameEnd(line), ',', ',');
        return [.. columns.Select(PlainText.CleanLine).Where(column => column.Length > 0)];
    }

    // "Muster, Anna <a.muster@lage.de>": this comma is one of the name.
    private static int NameEnd(string line) => Math.Max(line.IndexOf('<', StringComparison.Ordinal), 0);

    private static List<string> Split(string line, int from, char sign, char otherSign)
    {
        var columns = new List<string>();
        var (begin, isQuoted) = (0, false);
        for (var at = from; at < line.Length; at++)
        {
            if (line[at] == '"')
                isQuoted = !isQuoted;
            if (isQuoted || (line[at] != sign && line[at] != otherSign))
                continue;
            columns.Add(line[begin..at]);
            begin = at + 1;
        }

        columns.Add(line[begin..]);
        return columns;
    }
}
