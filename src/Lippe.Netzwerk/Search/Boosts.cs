namespace Lippe.Netzwerk.Search;

/// <summary>What lifts a document beyond the words of its text; each can be left out to see what it is worth.</summary>
[Flags]
public enum Boosts
{
    None = 0,

    /// <summary>A word of the title counts half as much again, the more the fewer words the title has.</summary>
    Title = 1,

    /// <summary>A document of today counts a tenth more than an old one; half of that after a year.</summary>
    Freshness = 2,

    /// <summary>Parts of compounds count three tenths of a word.</summary>
    Parts = 4,

    /// <summary>A document that holds more of the words asked for counts up to a third more.</summary>
    Coverage = 8,

    /// <summary>Synonyms count two fifths of a word.</summary>
    Synonyms = 16,

    All = Title | Freshness | Parts | Coverage | Synonyms,
}
