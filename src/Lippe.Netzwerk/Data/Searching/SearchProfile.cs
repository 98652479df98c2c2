using System.Text;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>
/// What each word of a text is worth: BM25's saturated, length-normalised frequency, rounded to steps a tsvector can hold.
/// A lexeme of the title stands a second time behind <see cref="Title"/>.
/// </summary>
internal static class SearchProfile
{
    /// <summary>Marks a lexeme that stands in the title; its weight says how short the title is.</summary>
    public const char Title = '^';

    /// <summary>What the weights D, C, B and A stand for.</summary>
    public static readonly float[] Weights = [0.15f, 0.3f, 0.5f, 0.75f];

    // ts_rank counts the place with the highest weight whole and a second one a quarter: two places give fourteen steps.
    private static readonly (double Worth, string Places)[] Steps =
    [
        .. from first in "DCBA" from second in " DCBA" where second is ' ' || second >= first
           let worth = Weights[3 - (first - 'A')] + (second is ' ' ? 0 : Weights[3 - (second - 'A')] / 4)
           orderby worth
           select ((double)worth, second is ' ' ? $"1{first}" : $"1{first},2{second}"),
    ];

    // BM25's parameters: how soon a repeated word stops counting, and how much a long text is held against it.
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    // A part of a compound counts this much of a whole word.
    private const double PartShare = 0.3;

    // A tsvector holds 1 MB.
    private const int LargestVector = 900_000;

    /// <summary>The vector of a text in PostgreSQL's notation.</summary>
    /// <param name="lexemes">Of all fields.</param>
    /// <param name="frequencies">How often each lexeme stands there.</param>
    /// <param name="inTitle">Whether each stands in the title.</param>
    /// <param name="averageLength">Of all texts, in words.</param>
    /// <param name="partsOf">The parts of a compound; empty for other words.</param>
    public static string Write(string[] lexemes, int[] frequencies, bool[] inTitle, double averageLength, Func<string, IReadOnlyList<string>> partsOf)
    {
        var words = new Dictionary<string, double>(lexemes.Length * 2);
        var title = new Dictionary<string, double>();
        for (var n = 0; n < lexemes.Length; n++)
        {
            Count(words, lexemes[n], frequencies[n]);
            if (inTitle[n])
                title[lexemes[n]] = 1;
            foreach (var part in partsOf(lexemes[n]))
            {
                Count(words, part, PartShare * frequencies[n]);
                if (inTitle[n])
                    title.TryAdd(part, PartShare);
            }
        }

        var norm = Saturation * (1 - LengthShare + (LengthShare * frequencies.Sum() / averageLength));
        var titleWorth = 1 / Math.Sqrt(Math.Max(1, inTitle.Count(isInTitle => isInTitle)));
        var vector = new StringBuilder();
        foreach (var (lexeme, share) in title)
            Append(vector, Title, lexeme, share * titleWorth);
        foreach (var (lexeme, frequency) in words.OrderByDescending(word => word.Value))
            Append(vector, null, lexeme, frequency / (frequency + norm));
        return vector.ToString();
    }

    private static void Count(Dictionary<string, double> words, string lexeme, double times) =>
        words[lexeme] = words.GetValueOrDefault(lexeme) + times;

    private static string PlacesOf(double worth) => Steps.MinBy(step => Math.Abs(step.Worth - worth)).Places;

    private static void Append(StringBuilder vector, char? mark, string lexeme, double worth)
    {
        if (vector.Length + lexeme.Length > LargestVector / 2)
            return;
        vector.Append('\'').Append(mark).Append(lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)).Append("':").Append(PlacesOf(worth)).Append(' ');
    }
}
