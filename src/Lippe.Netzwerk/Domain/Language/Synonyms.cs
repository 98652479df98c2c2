namespace Lippe.Netzwerk.Domain.Language;

/// <summary>
/// Words and phrases that mean the same: <c>A = B = C</c> for each other, <c>A &gt; B</c> for who searches A only.
/// Compared folded, without spaces and hyphens: "E-Akte", "E Akte" and "eakte" are one. A partner's partners are none.
/// </summary>
public sealed class Synonyms
{
    private const int MostWords = 8;

    private readonly Dictionary<string, List<string>> _partners = new(StringComparer.Ordinal);
    private readonly List<SynonymError> _errors = [];
    private int _mostWords;

    private Synonyms()
    {
    }

    /// <summary>The lines left out, in order.</summary>
    public IReadOnlyList<SynonymError> Errors => _errors;

    /// <summary>Reads a list: one group a line, <c>#</c> begins a comment; lines with an error are left out.</summary>
    public static Synonyms Parse(string text)
    {
        var synonyms = new Synonyms();
        foreach (var (index, line) in PlainText.Clean(text).Split('\n').Index())
        {
            var group = line.Split('#')[0].Trim();
            if (group.Length > 0 && synonyms.Add(group) is { } reason)
                synonyms._errors.Add(new SynonymError(index + 1, reason));
        }

        return synonyms;
    }

    /// <summary>
    /// The direct partners of a word or phrase, as written and in the list's order; empty without any.
    /// </summary>
    public IReadOnlyList<string> Of(string phrase) => Of(phrase, KeyOf(phrase));

    /// <summary>
    /// What has synonyms in a query, in its order; a longer phrase wins over the words it shares, matches never
    /// overlap.
    /// </summary>
    public IReadOnlyList<SynonymMatch> In(IReadOnlyList<string> words)
    {
        var keys = words.Select(KeyOf).ToArray();
        var isTaken = new bool[keys.Length];
        var matches = new List<SynonymMatch>();
        for (var length = Math.Min(_mostWords, keys.Length); length > 0; length--)
        {
            for (var start = 0; start + length <= keys.Length; start++)
            {
                if (isTaken.AsSpan(start, length).Contains(true))
                    continue;
                var phrase = string.Join(' ', words.Skip(start).Take(length));
                var found = Of(phrase, string.Concat(keys.AsSpan(start, length)!));
                if (found.Count == 0)
                    continue;
                matches.Add(new SynonymMatch(start, length, found));
                isTaken.AsSpan(start, length).Fill(true);
            }
        }

        return [.. matches.OrderBy(match => match.Start)];
    }

    // One way to write a term is a partner of another way, but never of itself.
    private IReadOnlyList<string> Of(string phrase, string key)
    {
        if (!_partners.TryGetValue(key, out var found))
            return [];
        var typed = GermanFold.Fold(PlainText.CleanLine(phrase));
        return [.. found.Where(partner => GermanFold.Fold(partner) != typed)];
    }

    private string? Add(string group)
    {
        var isDirected = group.Contains('>', StringComparison.Ordinal);
        var phrases = group.Split('=', '>').Select(PlainText.CleanLine).ToList();
        if (Check(group, isDirected, phrases) is { } reason)
            return reason;

        _mostWords = Math.Max(_mostWords, phrases.Max(WordsIn));
        foreach (var from in isDirected ? phrases[..1] : phrases)
        {
            foreach (var to in phrases)
                Add(from, to);
        }

        return null;
    }

    private void Add(string from, string to)
    {
        if (GermanFold.Fold(from) == GermanFold.Fold(to))
            return;
        if (!_partners.TryGetValue(KeyOf(from), out var known))
            _partners[KeyOf(from)] = known = [];
        if (!known.Exists(phrase => GermanFold.Fold(phrase) == GermanFold.Fold(to)))
            known.Add(to);
    }

    private static string? Check(string group, bool isDirected, List<string> phrases)
    {
        if (isDirected && group.Contains('=', StringComparison.Ordinal))
            return "Die Zeile mischt „=“ und „>“. Schreiben Sie zwei Zeilen.";
        if (isDirected && phrases.Count > 2)
            return "Die Zeile enthält mehr als ein „>“. Schreiben Sie für jedes Paar eine Zeile.";
        if (phrases.Count < 2)
            return "Die Zeile nennt nur einen Begriff. Verbinden Sie Begriffe mit „=“ oder „>“.";
        if (phrases.Exists(phrase => KeyOf(phrase).Length == 0))
            return "Neben „=“ oder „>“ fehlt ein Begriff. Ergänzen Sie ihn oder löschen Sie das Zeichen.";
        if (phrases.Find(phrase => WordsIn(phrase) > MostWords) is { } longPhrase)
            return $"„{longPhrase}“ hat mehr als {MostWords} Wörter. Kürzen Sie den Begriff.";
        return phrases.CountBy(GermanFold.Fold).Any(phrase => phrase.Value > 1)
            ? "Ein Begriff steht zweimal in der Zeile. Löschen Sie einen davon."
            : null;
    }

    // Who splits a query at hyphens passes more words than the list shows.
    private static int WordsIn(string phrase) => phrase.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Length;

    private static string KeyOf(string phrase) => string.Concat(GermanFold.Fold(phrase).Where(char.IsLetterOrDigit));
}

/// <summary>A line of a list of synonyms that says nothing, with the reason in German.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record SynonymError(int Line, string Reason);

/// <summary>A word or phrase of a query that has synonyms.</summary>
/// <param name="Start">Its first word's place in the query, from 0.</param>
/// <param name="Length">In words of the query.</param>
/// <param name="Partners">Its direct partners as written in the list.</param>
public sealed record SynonymMatch(int Start, int Length, IReadOnlyList<string> Partners);
