using FsCheck;
using FsCheck.Fluent;
using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Tests.Search;

public sealed class PostingListTests
{
    [FsCheck.NUnit.Property]
    public bool What_was_added_is_read_in_order((PositiveInt Step, byte Mark)[] steps)
    {
        var list = new PostingList();
        var expected = new List<(int, byte)>();
        var document = -1;
        foreach (var (step, mark) in steps)
        {
            document += step.Get * 7;
            expected.Add((document, mark));
            list.Add(document, mark);
        }

        return list.Count == steps.Length && Read(list).SequenceEqual(expected);
    }

    [Test]
    public void Numbers_of_any_size_are_kept()
    {
        var list = new PostingList();
        int[] numbers = [0, 1, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152, 300_000_000, int.MaxValue - 1];
        foreach (var number in numbers)
            list.Add(number, 1);
        Assert.That(Read(list).Select(entry => entry.Document), Is.EqualTo(numbers));
    }

    [Test]
    public void What_is_added_later_does_not_disturb_a_reader()
    {
        var list = new PostingList();
        list.Add(1, 1);
        var reader = list.Read();
        foreach (var number in Enumerable.Range(2, 1_000))
            list.Add(number, 2);
        Assert.That(reader.Next(), Is.True);
        Assert.That((reader.Document, reader.Mark), Is.EqualTo((1, (byte)1)));
        Assert.That(reader.Next(), Is.False);
    }

    [FsCheck.NUnit.Property]
    public bool Sets_of_numbers_join_meet_and_part_like_sets(byte[] one, byte[] other)
    {
        var (first, second) = (SetOf(one), SetOf(other));
        return Numbers(first.And(second)).SetEquals(one.Intersect(other).Select(n => (int)n))
            && Numbers(first.Or(second)).SetEquals(one.Union(other).Select(n => (int)n))
            && Numbers(first.Except(second)).SetEquals(one.Except(other).Select(n => (int)n))
            && first.Count == one.Distinct().Count();
    }

    private static DocumentSet SetOf(byte[] numbers)
    {
        var set = new DocumentSet(256);
        foreach (var number in numbers)
            set.Add(number);
        return set;
    }

    private static HashSet<int> Numbers(DocumentSet set) => [.. set.Where(_ => true)];

    private static List<(int Document, byte Mark)> Read(PostingList list)
    {
        var entries = new List<(int, byte)>();
        for (var reader = list.Read(); reader.Next();)
            entries.Add((reader.Document, reader.Mark));
        return entries;
    }
}
