namespace Lippe.Netzwerk.Features.Components.Difference;

/// <summary>
/// Lines of an old text, and what stands in their place in a new one; the lines between two stretches are equal.
/// </summary>
internal readonly record struct Stretch(int LeftFrom, int LeftUntil, int RightFrom, int RightUntil)
{
    // How often what lies between two anchors is looked through for lines that stand there only once.
    private const int Depth = 4;

    public int LeftLines => LeftUntil - LeftFrom;

    public int RightLines => RightUntil - RightFrom;

    private bool IsEmpty => LeftLines == 0 && RightLines == 0;

    private bool IsOneSided => LeftLines == 0 || RightLines == 0;

    /// <summary>Finds where two texts differ, in time that grows with their length only.</summary>
    /// <remarks>
    /// Lines that each text has once hold the texts together (patience diff), and so do those that stand only once in
    /// what lies between; what is left is no further compared, but for its equal beginning and end.
    /// </remarks>
    public static IEnumerable<Stretch> Between(string[] left, string[] right) =>
        new Stretch(0, left.Length, 0, right.Length).Split(left, right, Depth);

    private IEnumerable<Stretch> Split(string[] left, string[] right, int depth)
    {
        var (leftAt, rightAt) = (LeftFrom, RightFrom);
        foreach (var (leftAnchor, rightAnchor) in Anchors(left, right).Append((LeftUntil, RightUntil)))
        {
            var stretch = new Stretch(leftAt, leftAnchor, rightAt, rightAnchor).Trim(left, right);
            (leftAt, rightAt) = (leftAnchor + 1, rightAnchor + 1);
            if (stretch.IsEmpty)
                continue;
            if (depth == 0 || stretch.IsOneSided || stretch == this)
            {
                yield return stretch;
                continue;
            }

            foreach (var part in stretch.Split(left, right, depth - 1))
                yield return part;
        }
    }

    private Stretch Trim(string[] left, string[] right)
    {
        var (leftFrom, leftUntil, rightFrom, rightUntil) = this;
        while (leftFrom < leftUntil && rightFrom < rightUntil && left[leftFrom] == right[rightFrom])
            (leftFrom, rightFrom) = (leftFrom + 1, rightFrom + 1);
        while (leftFrom < leftUntil && rightFrom < rightUntil && left[leftUntil - 1] == right[rightUntil - 1])
            (leftUntil, rightUntil) = (leftUntil - 1, rightUntil - 1);
        return new Stretch(leftFrom, leftUntil, rightFrom, rightUntil);
    }

    // As many unique lines of both texts as stand in the same order in both.
    private Stack<(int Left, int Right)> Anchors(string[] left, string[] right)
    {
        var places = UniqueLines(right, RightFrom, RightUntil);
        var pairs = UniqueLines(left, LeftFrom, LeftUntil)
            .Where(line => places.ContainsKey(line.Key))
            .Select(line => (Left: line.Value, Right: places[line.Key]))
            .OrderBy(pair => pair.Left)
            .ToArray();
        return LongestRise(pairs);
    }

    private static Dictionary<string, int> UniqueLines(string[] lines, int from, int until)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        for (var place = from; place < until; place++)
        {
            if (!places.TryAdd(lines[place], place))
                repeated.Add(lines[place]);
        }

        foreach (var line in repeated)
            places.Remove(line);
        return places;
    }

    // The longest increasing subsequence: each pair goes behind the best of those before it.
    private static Stack<(int Left, int Right)> LongestRise((int Left, int Right)[] pairs)
    {
        var (ends, before) = (new List<int>(), new int[pairs.Length]);
        var byPlace = Comparer<int>.Create((one, other) => pairs[one].Right.CompareTo(pairs[other].Right));
        for (var i = 0; i < pairs.Length; i++)
        {
            // No place is there twice, so none is found, but where it belongs.
            var length = ~ends.BinarySearch(i, byPlace);
            before[i] = length > 0 ? ends[length - 1] : -1;
            if (length == ends.Count)
                ends.Add(i);
            else
                ends[length] = i;
        }

        var rise = new Stack<(int Left, int Right)>();
        for (var i = ends.Count > 0 ? ends[^1] : -1; i >= 0; i = before[i])
            rise.Push(pairs[i]);
        return rise;
    }
}
