using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;

namespace Lippe.Netzwerk.Tests.Features.Components;

public sealed class TextDiffTests
{
    // What a page can show; far less than the worst texts have lines.
    private const int MostRows = 20_000;

    /// <summary>Texts as long as a form takes them, of the shapes that cost most.</summary>
    public static IEnumerable<TestCaseData> Worst()
    {
        yield return Shape("lines that have nothing in common", n => $"{n}", n => $"x{n}");
        yield return Shape("every second line is another", n => $"{n}", n => n % 2 == 0 ? $"{n}" : $"x{n}");
        yield return Shape("the same few lines in another order", n => $"{n * 7919 % 13}", n => $"{n * 104729 % 11}");
        yield return Shape("empty lines", _ => "", n => n % 3 == 0 ? "x" : "");
        yield return Shape("lines in the opposite order", n => $"{n}", n => $"{1_000_000 - n}");
        yield return Shape("one paragraph", n => $"{n * 7919 % 9973} ", n => $"{n * 104729 % 9967} ", "");
        yield return Shape("long paragraphs", n => Words(n, 7919), n => Words(n, 104729));
        yield return Shape("one line and many", n => $"{n} ", n => $"{n}\n", "");
    }

    [TestCaseSource(nameof(Worst))]
    [CancelAfter(30_000)]
    public void No_texts_are_too_different_to_be_compared(string before, string after, CancellationToken patience)
    {
        var difference = TextDiff.Between(before, after, patience);
        Assert.That(difference.IsCoarse, Is.True);
        Assert.That(difference.Rows, Has.Count.InRange(1, MostRows));
        Assert.That(TextOf(difference, row => row.Before).Except(before.Split('\n')), Is.Empty);
        Assert.That(TextOf(difference, row => row.After).Except(after.Split('\n')), Is.Empty);
    }

    [Test]
    public void Nobody_compares_for_whoever_left() => Assert.That(
        () => TextDiff.Between("eins\n", "zwei\n", new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Words_are_compared_far_apart_in_a_long_text()
    {
        var lines = Enumerable.Range(0, 20_000).Select(n => $"Zeile {n}").ToArray();
        var before = string.Join('\n', lines);
        (lines[10], lines[19_990]) = ("Zeile zehn", "Zeile neunzehn");
        var difference = TextDiff.Between(before, string.Join('\n', lines), CancellationToken.None);
        Assert.That(difference.IsCoarse, Is.False);
        Assert.That(Changed(difference, row => row.Before), Is.EqualTo(new[] { "10", "19990" }));
        Assert.That(Changed(difference, row => row.After), Is.EqualTo(new[] { "zehn", "neunzehn" }));
        Assert.That(difference.Rows.Select(row => row.Skipped).Where(lines => lines > 0),
            Is.EqualTo(new[] { 7, 19_973, 6 }));
    }

    [Test]
    public void A_part_too_long_to_be_compared_keeps_no_other_from_being_so()
    {
        var (one, other) = (Words(1, 7919, 50_000), Words(2, 104729, 50_000));
        var difference = TextDiff.Between(
            $"Der Bus fährt stündlich.\n\n{one}\n\nEnde", $"Der Bus fährt halbstündlich.\n\n{other}\n\nEnde",
            CancellationToken.None);
        Assert.That(difference.IsCoarse, Is.True);
        Assert.That(Changed(difference, row => row.Before), Is.EqualTo(new[] { "stündlich", one }));
        Assert.That(Changed(difference, row => row.After), Is.EqualTo(new[] { "halbstündlich", other }));
    }

    [Test]
    public void What_is_only_added_or_removed_stands_on_one_side()
    {
        var difference = TextDiff.Between("a\nb\nc", "a\nc\nd", CancellationToken.None);
        Assert.That(Changed(difference, row => row.Before), Is.EqualTo(new[] { "b" }));
        Assert.That(Changed(difference, row => row.After), Is.EqualTo(new[] { "d" }));
    }

    private static TestCaseData Shape(
        string name, Func<int, string> before, Func<int, string> after, string between = "\n") =>
        new TestCaseData(Fill(before, between), Fill(after, between)).SetName(name);

    private static string Fill(Func<int, string> part, string between)
    {
        var text = new System.Text.StringBuilder();
        for (var n = 0; text.Length < DraftLimits.Body; n++)
            text.Append(part(n)).Append(between);
        return text.ToString(0, DraftLimits.Body);
    }

    private static string Words(int seed, int step, int count = 300) =>
        string.Join(' ', Enumerable.Range(seed, count).Select(n => $"w{n * step % 99_991}"));

    private static IEnumerable<string> TextOf(TextDiff difference, Func<DiffRow, IReadOnlyList<DiffPiece>?> side) =>
        difference.Rows.Where(row => side(row) is not null)
            .SelectMany(row => string.Concat(side(row)!.Select(piece => piece.Text)).Split('\n'));

    private static IEnumerable<string> Changed(TextDiff difference, Func<DiffRow, IReadOnlyList<DiffPiece>?> side) =>
        difference.Rows.SelectMany(row => side(row) ?? [])
            .Where(piece => piece.IsChanged && piece.Text.Length > 0).Select(piece => piece.Text);
}
