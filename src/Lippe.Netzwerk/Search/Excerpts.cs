using System.Text;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>Shows where a text holds the words of a search, also as part of a compound.</summary>
internal static class Excerpts
{
    // In letters: a part of the text, and how far it may reach out for the sake of a whole sentence.
    private const int PartLength = 160;
    private const int Leeway = 60;

    private static readonly char[] SentenceEnds = ['.', '!', '?', '\n'];

    /// <summary>
    /// The two parts of a text that hold most of the terms, marked; the beginning when none is there.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where what may be shown begins.</param>
    /// <param name="occurrences">Where the text holds terms.</param>
    public static string Of(string text, int from, IEnumerable<Occurrence> occurrences)
    {
        var found = occurrences.Where(occurrence => occurrence.Start >= from)
            .Select(occurrence => occurrence with { Term = occurrence.Term.TrimStart(GermanAnalyzer.PartMark) })
            .OrderBy(occurrence => occurrence.Start).ThenByDescending(occurrence => occurrence.End).ToList();
        return string.Join(Excerpt.Gap, PartsOf(text, from, found).Select(part => Mark(text, part, found)));
    }

    private static IEnumerable<Part> PartsOf(string text, int from, List<Occurrence> found)
    {
        var best = PartAt(text, from, Densest(found)?.Start ?? from);
        var others = found.Where(occurrence => !best.Holds(occurrence)).ToList();
        var shown = found.Where(best.Holds).Select(occurrence => occurrence.Term).ToHashSet();
        if ((Densest(others.Where(other => !shown.Contains(other.Term))) ?? Densest(others)) is not { } next)
            return [best];
        var second = PartAt(text, from, next.Start);
        if (second.Start <= best.End && best.Start <= second.End)
            return [new Part(Math.Min(best.Start, second.Start), Math.Max(best.End, second.End))];
        return best.Start < second.Start ? [best, second] : [second, best];
    }

    // The first of those that stand as near as one part is long and are the most different terms.
    private static Occurrence? Densest(IEnumerable<Occurrence> found)
    {
        var near = new Queue<Occurrence>();
        var (densest, most) = ((Occurrence?)null, 0);
        foreach (var occurrence in found)
        {
            near.Enqueue(occurrence);
            while (near.Peek().Start + PartLength < occurrence.Start)
                near.Dequeue();
            var different = near.DistinctBy(other => other.Term).Count();
            if (different > most)
                (densest, most) = (near.Peek(), different);
        }

        return densest;
    }

    private static Part PartAt(string text, int from, int at)
    {
        var earliest = Math.Max(from, at - Leeway);
        var before = text.AsSpan(earliest, at - earliest);
        var start = earliest == from ? earliest : earliest + Math.Max(before.IndexOf(' '), 0);
        if (before.LastIndexOfAny(SentenceEnds) is var end and >= 0)
            start = earliest + end + 1;
        while (start < at && char.IsWhiteSpace(text[start]))
            start++;
        return new Part(start, EndOf(text, at));
    }

    private static int EndOf(string text, int at)
    {
        var least = Math.Min(at + PartLength, text.Length);
        var after = text.AsSpan(least, Math.Min(Leeway, text.Length - least));
        if (least + after.Length == text.Length)
            return text.Length;
        if (after.IndexOfAny(SentenceEnds) is var sentence and >= 0)
            return least + sentence + 1;
        return after.LastIndexOf(' ') is var word and >= 0 ? least + word : PlainText.CutBefore(text, least);
    }

    private static string Mark(string text, Part part, List<Occurrence> found)
    {
        var excerpt = new StringBuilder();
        var at = part.Start;
        foreach (var (_, start, end) in found.Where(part.Holds))
        {
            if (start < at)
                continue;
            excerpt.Append(text, at, start - at)
                .Append(Excerpt.Start).Append(text, start, end - start).Append(Excerpt.End);
            at = end;
        }

        return excerpt.Append(text, at, part.End - at).Replace('\n', ' ').Replace('\t', ' ').ToString().Trim();
    }

    private readonly record struct Part(int Start, int End)
    {
        public bool Holds(Occurrence occurrence) => occurrence.Start >= Start && occurrence.End <= End;
    }
}

/// <summary>Where a document matches.</summary>
/// <param name="Text">With the signs below.</param>
/// <param name="Headings">The headings that match, with their anchors, without <c>#</c>.</param>
public sealed record Excerpt(string Text, IReadOnlyList<(string Anchor, string Text)> Headings)
{
    /// <summary>Stands before a word that was found.</summary>
    public const char Start = '\u0001';

    /// <summary>Stands behind it.</summary>
    public const char End = '\u0002';

    /// <summary>Stands between two parts of a text that are apart.</summary>
    public const char Gap = '\u0003';
}
