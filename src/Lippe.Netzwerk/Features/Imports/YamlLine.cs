using System.Globalization;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>One entry of a list file.</summary>
/// <param name="Number">The line it begins at.</param>
/// <param name="Values">What it says, by key.</param>
internal sealed record YamlLine(NetworkFile File, int Number, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A text of one line; empty when nothing is said.</summary>
    public string Text(string key) => PlainText.CleanLine(Values.GetValueOrDefault(key));

    /// <summary>A text of several lines; empty when nothing is said.</summary>
    public string Texts(string key) => PlainText.Clean(Values.GetValueOrDefault(key)).Trim();

    /// <exception cref="NetworkFileException">Nothing is said.</exception>
    public string Required(string key) => Text(key) is { Length: > 0 } value
        ? value
        : throw Fault($"Hier fehlt die Angabe „{key}“.");

    /// <summary>One of some words; null when nothing is said.</summary>
    /// <exception cref="NetworkFileException">It is another word.</exception>
    public T? Word<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var word = Text(key);
        if (word.Length == 0)
            return null;
        return words.TryGetValue(word, out var value)
            ? value
            : throw Fault($"„{key}“ muss eines davon sein: {string.Join(", ", words.Keys)}.");
    }

    /// <summary>A whole number; null when nothing is said.</summary>
    /// <exception cref="NetworkFileException">It is none.</exception>
    public int? WholeNumber(string key) => Text(key) is not { Length: > 0 } typed ? null
        : GermanNumber.ParseWhole(typed) ?? throw Fault($"„{key}“ muss eine ganze Zahl sein.");

    /// <summary>A day; null when nothing is said.</summary>
    /// <exception cref="NetworkFileException">It is none.</exception>
    public DateOnly? Day(string key)
    {
        var typed = Text(key);
        if (typed.Length == 0)
            return null;
        var isDay = DateOnly.TryParseExact(
            typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        return isDay && PlausibleDays.Include(day) ? day : throw Fault($"„{key}“ muss ein Tag sein: 2026-05-31.");
    }

    /// <summary>What to throw about this entry.</summary>
    public NetworkFileException Fault(string reason) => File.Fault(Number, reason);
}
