using FsCheck;
using FsCheck.Fluent;

namespace Lippe.Netzwerk.Tests.Domain.Language;

/// <summary>Something like a word: parts and endings in any order, sometimes with a typing error.</summary>
public sealed record AnyWord(string Value)
{
    private static readonly string[] Pieces =
    [
        "Straße", "straßen", "schul", "schule", "häus", "haus", "amt", "ämt", "förder", "förderung",
        "gesetz", "zugang", "bau", "stadt", "städt", "dokument",
        "s", "es", "n", "en", "er", "e", "ung", "ver", "un", "x", "q", "ü", "é",
    ];

    public override string ToString() => Value;

    /// <summary>For properties of words.</summary>
    public static Arbitrary<AnyWord> Arbitrary() =>
        Gen.Elements(Pieces).ArrayOf().Select(pieces => new AnyWord(string.Concat(pieces.Take(9)))).ToArbitrary();
}
