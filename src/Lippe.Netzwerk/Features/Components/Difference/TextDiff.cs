using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Lippe.Netzwerk.Features.Components.Difference;

/// <summary>How two texts differ, word by word, with a few unchanged lines around each change.</summary>
public sealed record TextDiff(IReadOnlyList<DiffRow> Rows)
{
    private const int Context = 3;

    public bool IsEmpty => Rows.All(row => row.Skipped > 0);

    /// <summary>Compares two texts line by line, and changed lines word by word.</summary>
    public static TextDiff Between(string before, string after)
    {
        var sides = new SideBySideDiffBuilder(new Differ()).BuildDiffModel(before, after, ignoreWhitespace: false);
        var rows = sides.OldText.Lines.Zip(
            sides.NewText.Lines,
            (left, right) => new DiffRow(Pieces(left), Pieces(right), left.Type != ChangeType.Unchanged, 0));
        return new TextDiff([.. Fold([.. rows])]);
    }

    private static IReadOnlyList<DiffPiece>? Pieces(DiffPlex.DiffBuilder.Model.DiffPiece line) => line switch
    {
        { Type: ChangeType.Imaginary } => null,
        { Type: ChangeType.Modified } => [.. line.SubPieces.Select(Piece)],
        _ => [Piece(line)],
    };

    private static DiffPiece Piece(DiffPlex.DiffBuilder.Model.DiffPiece part) =>
        new(part.Text ?? "", part.Type is not ChangeType.Unchanged and not ChangeType.Imaginary);

    // Long stretches without a change shrink to a count.
    private static IEnumerable<DiffRow> Fold(IReadOnlyList<DiffRow> rows)
    {
        var isNear = new bool[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            if (!rows[i].IsChanged)
                continue;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(rows.Count - 1, i + Context); j++)
                isNear[j] = true;
        }

        var skipped = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (!isNear[i])
            {
                skipped++;
                continue;
            }

            if (skipped > 0)
                yield return DiffRow.Gap(skipped);
            skipped = 0;
            yield return rows[i];
        }

        if (skipped > 0)
            yield return DiffRow.Gap(skipped);
    }
}

/// <summary>A line of both texts beside each other; a side is null where the line is missing.</summary>
/// <param name="Skipped">Number of unchanged lines this row stands for; 0 for a real row.</param>
public sealed record DiffRow(
    IReadOnlyList<DiffPiece>? Before, IReadOnlyList<DiffPiece>? After, bool IsChanged, int Skipped)
{
    internal static DiffRow Gap(int lines) => new(null, null, false, lines);

    /// <summary>Both sides as one line: removed words before added ones, at their place.</summary>
    public IEnumerable<(string Text, bool Removed, bool Added)> Inline()
    {
        if (!IsChanged)
            return [(string.Concat(Before!.Select(piece => piece.Text)), false, false)];
        if (Before is null || After is null || Before.Count != After.Count)
        {
            var removed = (Before ?? []).Select(piece => (piece.Text, true, false));
            var added = (After ?? []).Select(piece => (piece.Text, false, true));
            return [.. removed, .. added];
        }

        return Before.Zip(After).SelectMany(pair => pair.First.IsChanged || pair.Second.IsChanged
            ? new[] { (pair.First.Text, true, false), (pair.Second.Text, false, true) }
                .Where(piece => piece.Item1.Length > 0)
            : [(pair.Second.Text, false, false)]);
    }
}

/// <summary>Some words of a line.</summary>
public sealed record DiffPiece(string Text, bool IsChanged);
