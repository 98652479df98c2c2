using System.Text;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>Shows where a text holds the words of a search, also as part of a compound.</summary>
internal static class Excerpts
{
    // In letters: a part of the text, and how far it may reach out for the sake of a whole sentence.
    private const int PartLength = 160;
    private const int Leeway = 60;

    private const string Ellipsis = "…";

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
        var parts = PartsOf(text, from, found).ToList();
        var before = parts[0].Start == from || BeginsSentence(text, parts[0].Start) ? "" : $"{Ellipsis} ";
        var after = EndsSentence(text, parts[^1].End) ? "" : $" {Ellipsis}";
        return before + string.Join(Excerpt.Gap, parts.Select(part => Mark(text, part, found))) + after;
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
        var start = at;
        while (start > earliest && !BeginsSentence(text, start))
            start--;
        if (start > from && !BeginsSentence(text, start))
            start = earliest + Math.Max(text.AsSpan(earliest, at - earliest).IndexOf(' '), 0);
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
        for (var end = least; end <= least + after.Length; end++)
        {
            if (EndsSentence(text, end))
                return end;
        }

        return after.LastIndexOf(' ') is var word and >= 0 ? least + word : PlainText.CutBefore(text, least);
    }

    private static bool BeginsSentence(string text, int at)
    {
        var end = at;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            if (text[--end] == '\n')
                return true;
        }

        return end < at && EndsSentence(text, end);
    }

    // A block, or a sentence: the full stop of "3. Mai" and "z. B." is none.
    private static bool EndsSentence(string text, int end)
    {
        if (end >= text.Length || text[end] == '\n')
            return true;
        if (end < 1 || !char.IsWhiteSpace(text[end]))
            return false;
        return text[end - 1] switch
        {
            '!' or '?' or '\n' => true,
            '.' => end > 2 && !char.IsDigit(text[end - 2])
                && !(char.IsLetter(text[end - 2]) && !char.IsLetterOrDigit(text[end - 3])),
            _ => false,
        };
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

        return InOneLine(excerpt.Append(text, at, part.End - at).ToString().Trim());
    }

    // Headings, points of lists and cells of tables end without a full stop, and must not run into what follows.
    private static string InOneLine(string excerpt)
    {
        var blocks = excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = new StringBuilder();
        foreach (var block in blocks)
        {
            if (line.Length > 0)
                line.Append(line[^1] is '.' or '!' or '?' or ':' ? " " : " · ");
            line.Append(block);
        }

        return line.Replace('\t', ' ').ToString();
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
