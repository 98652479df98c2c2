using System.Collections.Frozen;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>Which words a compound may be made of, and what it shows of them; all folded.</summary>
internal static class CompoundPart
{
    /// <summary>In letters; of the shortest only those below.</summary>
    public const int Shortest = 3;

    /// <summary>So many letters has the shortest that is not listed here.</summary>
    public const int ShortestUnlisted = 4;

    // Most words of three letters are pronouns, prefixes or the tail of another word. These are none.
    private static readonly FrozenSet<string> ShortWords =
        Set("amt app bad bau bus eid gas hof ort rad rat see tag weg web");

    // Prefixes and suffixes that texts also contain as words of their own, by hyphenation or in "Ver- und Entsorgung".
    private static readonly FrozenSet<string> Affixes = Set(
        """
        miss fehl inter trans anti multi ungen heit heiten keit keiten igkeit igkeiten schaft schaften lich liche lichen
        licher liches lichem lichkeit isch ische ischen ischer isches haft hafte haften ling linge lingen chen lein tion
        tionen taet taeten ieren iert ierung ierungen isierung sierung maessig maessige maessigen innen ende enden endem
        ender endes endet nden nder verw betr gest igen iger iges bare baren barer same samen dung dungs gung gungs lung
        lungs nung nungs rung rungs sung tung tungs zung
        """);

    // Joined to a word they make a new one: an "Unternehmen" is no kind of "nehmen".
    private static readonly FrozenSet<string> Particles = Set(
        """
        unter ueber nach gegen durch hinter neben zwischen wider wieder zurueck zusammen entgegen heraus hinaus herein
        hinein voran voraus vorbei vorher nachher weiter fort aussen innen oben unten ohne trotz statt seit ausser
        waehrend wegen aber alle allem allen aller alles also auch beim bevor bereits damit dann daran darauf darf dass
        davon dazu deine deinen dein denen denn deren dessen dich dies diese diesem diesen dieser dieses doch dort dran
        durfte eben eher eine einem einen einer eines einige einigen euch eure eurem etwa etwas ganz gern habe haben
        hast hatte hier hinzu ihnen ihre ihrem ihren ihrer ihres immer jede jedem jeden jeder jedes jedoch jene jener
        jetzt kann kein keine keinen keiner koennen konnte mein meine meinen mehr mich mehrere muss muessen nein nicht
        nichts noch oder oefter ohnehin schon sehr seien sein seine seinem seinen seiner seines selbst sich sind sobald
        sofern sollen sollte solche sondern sonst soweit sowie ueberall viel viele vielen warum wann waren weil welche
        welchem welchen welcher welches wenig wenn werden wird wurde wurden wuerde zwar nahm anzu inso ueberein zuge
        bekam gegeben
        """);

    /// <summary>Whether a folded word may be part of a compound.</summary>
    public static bool CanBe(string word) =>
        word.Length >= ShortestUnlisted ? word.All(char.IsLetter) && MayStandIn(word) : ShortWords.Contains(word);

    /// <summary>
    /// What remains of a word before another one: Schul(e), Wohn(en), Förder(ung), Förder(n); null when nothing is
    /// dropped.
    /// </summary>
    public static string? ShortOf(string word)
    {
        var dropped = word switch
        {
            [.., 'e'] => 1,
            [.., 'e', 'r' or 'l', 'n'] => 1,
            [.., 'u', 'n', 'g'] => 3,
            [.., 'e', 'n'] => 2,
            _ => 0,
        };
        return dropped > 0 && word.Length - dropped >= ShortestUnlisted && MayStandIn(word[..^dropped])
            ? word[..^dropped]
            : null;
    }

    /// <summary>Whether a compound may show these letters of a part; those of an affix or particle not.</summary>
    public static bool MayStandIn(string letters) => !Affixes.Contains(letters) && !Particles.Contains(letters);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
