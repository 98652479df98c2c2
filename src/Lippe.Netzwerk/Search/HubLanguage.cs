using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

/// <summary>The language of this hub: what compounds are made of, and what means the same.</summary>
/// <param name="Words">The list of words; with another one the index must be built anew.</param>
internal sealed record HubLanguage(string Words, Lexicon Lexicon, Synonyms Synonyms)
{
    /// <summary>Reads both lists.</summary>
    public static HubLanguage Of(LanguageLists lists) =>
        new(lists.Words, new Lexicon(WordList.Parse(lists.Words)), Synonyms.Parse(lists.Synonyms));
}

/// <summary>The lists the language of the search is made of.</summary>
/// <param name="Synonyms">As <see cref="Domain.Language.Synonyms"/> reads it.</param>
/// <param name="Words">What compounds are made of, as <see cref="WordList"/> reads it.</param>
public sealed record LanguageLists(string Synonyms, string Words)
{
    /// <summary>Key of the network text that holds the synonyms.</summary>
    public const string SynonymsKey = "suche/synonyme";

    /// <summary>Key of the network text that holds words compounds are made of.</summary>
    public const string WordsKey = "suche/woerter";
}
