using System.Numerics;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>A set of document numbers, one bit each.</summary>
internal sealed class DocumentSet(int size)
{
    private const int Bits = 64;

    private readonly ulong[] _bits = new ulong[(size + Bits - 1) / Bits];

    /// <summary>The set of all numbers below one.</summary>
    public static DocumentSet Of(int size)
    {
        var all = new DocumentSet(size);
        Array.Fill(all._bits, ulong.MaxValue);
        if (size % Bits > 0)
            all._bits[^1] = (1UL << (size % Bits)) - 1;
        return all;
    }

    public bool this[int document] => (_bits[document / Bits] & (1UL << (document % Bits))) != 0;

    /// <summary>How many numbers there are.</summary>
    public int Count => _bits.Sum(BitOperations.PopCount);

    public void Remove(int document) => _bits[document / Bits] &= ~(1UL << (document % Bits));

    public void Add(int document) => _bits[document / Bits] |= 1UL << (document % Bits);

    /// <summary>Keeps what is in both.</summary>
    public DocumentSet And(DocumentSet other) => Combine(other, static (mine, others) => mine & others);

    /// <summary>Adds what is in the other.</summary>
    public DocumentSet Or(DocumentSet other) => Combine(other, static (mine, others) => mine | others);

    /// <summary>Keeps what is not in the other.</summary>
    public DocumentSet Except(DocumentSet other) => Combine(other, static (mine, others) => mine & ~others);

    /// <summary>Goes through the numbers, smallest first.</summary>
    public Enumerator GetEnumerator() => new(_bits);

    /// <summary>The numbers for which the condition holds.</summary>
    public List<int> Where(Func<int, bool> condition)
    {
        var found = new List<int>();
        foreach (var document in this)
        {
            if (condition(document))
                found.Add(document);
        }

        return found;
    }

    private DocumentSet Combine(DocumentSet other, Func<ulong, ulong, ulong> combine)
    {
        var result = new DocumentSet(_bits.Length * Bits);
        for (var word = 0; word < _bits.Length; word++)
            result._bits[word] = combine(_bits[word], other._bits[word]);
        return result;
    }

    /// <summary>See <see cref="GetEnumerator"/>.</summary>
    public struct Enumerator(ulong[] bits)
    {
        private int _word = -1;
        private ulong _left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_left == 0)
            {
                if (++_word == bits.Length)
                    return false;
                _left = bits[_word];
            }

            Current = (_word * Bits) + BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
