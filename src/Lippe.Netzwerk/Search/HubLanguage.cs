using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

/// <summary>The language of this hub: what compounds are made of, and what means the same.</summary>
internal sealed class HubLanguage
{
    // All words of the list are as good.
    private const int Frequency = 5;

    private HubLanguage(string words, Lexemes lexemes, Synonyms synonyms) => (Words, Lexemes, Synonyms) = (words, lexemes, synonyms);

    /// <summary>The list of words; with another one the index must be built anew.</summary>
    public string Words { get; }

    public Lexemes Lexemes { get; }

    public Synonyms Synonyms { get; }

    /// <summary>Reads both lists.</summary>
    public static HubLanguage Of(SourceLists lists) => new(lists.Words, LexemesOf(lists.Words), Synonyms.Parse(lists.Synonyms));

    /// <summary>The same with other synonyms.</summary>
    public HubLanguage With(string synonyms) => new(Words, Lexemes, Synonyms.Parse(synonyms));

    private static Lexemes LexemesOf(string words) =>
        new(WordList.Parse(words).Select(Lexemes.StemOf).Distinct().ToDictionary(stem => stem, _ => Frequency));
}
