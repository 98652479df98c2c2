using System.Numerics;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>
/// Says fast that a string is none of a set, by one bit for each hash: a Bloom filter with one function.
/// Hashes grow letter by letter, so all beginnings of a word cost one pass.
/// </summary>
internal sealed class LetterFilter
{
    /// <summary>The hash of nothing.</summary>
    public const uint Start = 2166136261;

    // At most one bit in sixteen is set.
    private const int BitsForEach = 16;

    private readonly ulong[] bits;

    public LetterFilter(IReadOnlyCollection<string> words)
    {
        bits = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(words.Count, 4) * BitsForEach) / 64];
        foreach (var word in words)
        {
            var hash = Start;
            foreach (var c in word)
                hash = Next(hash, c);
            bits[Index(hash)] |= Bit(hash);
        }
    }

    /// <summary>The hash with one more letter (FNV-1a).</summary>
    public static uint Next(uint hash, char letter) => (hash ^ letter) * 16777619;

    /// <summary>False only if no string of the set has this hash.</summary>
    public bool MayContain(uint hash) => (bits[Index(hash)] & Bit(hash)) != 0;

    // The upper bits of this hash are the better mixed ones.
    private uint Index(uint hash) => ((hash >> 6) ^ (hash >> 20)) & (uint)(bits.Length - 1);

    private static ulong Bit(uint hash) => 1UL << (int)(hash & 63);
}
