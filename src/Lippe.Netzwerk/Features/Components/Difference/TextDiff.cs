using System.Buffers;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Lippe.Netzwerk.Features.Components.Difference;

/// <summary>How two texts differ, word by word, with a few unchanged lines around each change.</summary>
/// <param name="Rows">What to show, in order.</param>
/// <param name="IsCoarse">Whether stretches too long or too different stand there as replaced in whole.</param>
public sealed record TextDiff(IReadOnlyList<DiffRow> Rows, bool IsCoarse)
{
    private const int Context = 3;

    // A text of more lines is none that a person wrote.
    private const int MostLines = 100_000;

    // Steps of comparing, of some nanoseconds each. A line costs what showing it does.
    private const long Budget = 20_000_000;
    private const long CostOfLine = 4_000;
    private const long CostOfBlock = 2 * CostOfLine;

    // Those at which DiffPlex ends a word.
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t.(){},!?;");

    public bool IsEmpty => Rows.All(row => row.Skipped > 0);

    /// <summary>
    /// Compares two texts line by line, and changed lines word by word as far as that is to be had at a price that does
    /// not grow with the texts; the rest is shown as replaced.
    /// </summary>
    /// <param name="before">Lines that end with a line feed.</param>
    /// <param name="after">The same later.</param>
    /// <param name="cancellation">Ends the work when nobody waits for it.</param>
    public static TextDiff Between(string before, string after, CancellationToken cancellation)
    {
        if (before.AsSpan().Count('\n') + after.AsSpan().Count('\n') > MostLines)
            return new TextDiff(before == after ? [] : [DiffRow.Replaced(before, after)], before != after);

        var comparison = new Comparison(before.Split('\n'), after.Split('\n'));
        comparison.Run(cancellation);
        return new TextDiff([.. Fold(comparison.Rows)], comparison.IsCoarse);
    }

    // Long parts without a change shrink to a count.
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
                skipped += Math.Max(1, rows[i].Skipped);
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

    private sealed class Comparison(string[] left, string[] right)
    {
        private long _budget = Budget;

        public List<DiffRow> Rows { get; } = [];

        public bool IsCoarse { get; private set; }

        public void Run(CancellationToken cancellation)
        {
            var at = 0;
            Stretch[] stretches = [.. Stretch.Between(left, right)];
            foreach (var next in stretches)
            {
                cancellation.ThrowIfCancellationRequested();
                var isLast = _budget < CostOfBlock;
                var stretch = isLast ? next with
                {
                    LeftUntil = stretches[^1].LeftUntil,
                    RightUntil = stretches[^1].RightUntil,
                } : next;
                AddEqual(at, stretch.LeftFrom);
                Add(stretch);
                at = stretch.LeftUntil;
                if (isLast)
                    break;
            }

            AddEqual(at, left.Length);
        }

        // Of a long part only what may stand beside a change.
        private void AddEqual(int from, int until)
        {
            var skipped = until - from - (2 * Context);
            for (var line = from; line < until; line++)
            {
                if (skipped > 0 && line == from + Context)
                {
                    Rows.Add(DiffRow.Gap(skipped));
                    line += skipped;
                }

                Rows.Add(DiffRow.Equal(left[line]));
            }
        }

        private void Add(Stretch stretch)
        {
            var before = left.AsSpan(stretch.LeftFrom, stretch.LeftLines);
            var after = right.AsSpan(stretch.RightFrom, stretch.RightLines);
            var cost = CostOf(before, after);
            if (cost > _budget)
            {
                AddBlock(before, after);
                return;
            }

            _budget -= cost;
            if (before.Length > 0 && after.Length > 0)
            {
                Rows.AddRange(Compare(Join(before), Join(after)));
                return;
            }

            foreach (var line in before)
                Rows.Add(DiffRow.Replaced(line, null));
            foreach (var line in after)
                Rows.Add(DiffRow.Replaced(null, line));
        }

        private void AddBlock(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
        {
            _budget -= CostOfBlock;
            IsCoarse |= before.Length > 0 && after.Length > 0;
            Rows.Add(DiffRow.Replaced(
                before.Length > 0 ? Join(before) : null, after.Length > 0 ? Join(after) : null));
        }

        // DiffPlex's time grows with the square: of the lines, and of the words of each pair of lines.
        private static long CostOf(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
        {
            long lines = before.Length + after.Length;
            return before.Length == 0 || after.Length == 0
                ? CostOfLine * lines
                : (CostOfLine * lines) + (lines * lines) + (2 * (SquareOfWords(before) + SquareOfWords(after)));
        }

        private static long SquareOfWords(ReadOnlySpan<string> lines)
        {
            var sum = 0L;
            foreach (var line in lines)
            {
                long words = 1;
                foreach (var c in line)
                    words += Separators.Contains(c) ? 2 : 0;
                sum += words * words;
            }

            return sum;
        }

        private static string Join(ReadOnlySpan<string> lines) => string.Join('\n', lines);

        private static IEnumerable<DiffRow> Compare(string before, string after)
        {
            var sides = new SideBySideDiffBuilder(new Differ()).BuildDiffModel(before, after, ignoreWhitespace: false);
            return sides.OldText.Lines.Zip(
                sides.NewText.Lines,
                (one, other) => new DiffRow(Pieces(one), Pieces(other), one.Type != ChangeType.Unchanged, 0));
        }

        private static IReadOnlyList<DiffPiece>? Pieces(DiffPlex.DiffBuilder.Model.DiffPiece line) => line switch
        {
            { Type: ChangeType.Imaginary } => null,
            { Type: ChangeType.Modified } => [.. line.SubPieces.Select(Piece)],
            _ => [Piece(line)],
        };

        private static DiffPiece Piece(DiffPlex.DiffBuilder.Model.DiffPiece part) =>
            new(part.Text ?? "", part.Type is not ChangeType.Unchanged and not ChangeType.Imaginary);
    }
}

/// <summary>A line, or a block of lines, of both texts beside each other; a side is null where it is missing.</summary>
/// <param name="Skipped">Number of unchanged lines this row stands for; 0 for a real row.</param>
public sealed record DiffRow(
    IReadOnlyList<DiffPiece>? Before, IReadOnlyList<DiffPiece>? After, bool IsChanged, int Skipped)
{
    internal static DiffRow Gap(int lines) => new(null, null, false, lines);

    internal static DiffRow Equal(string line)
    {
        DiffPiece[] whole = [new(line, false)];
        return new DiffRow(whole, whole, false, 0);
    }

    internal static DiffRow Replaced(string? before, string? after) =>
        new(before is null ? null : [new(before, true)], after is null ? null : [new(after, true)], true, 0);

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
