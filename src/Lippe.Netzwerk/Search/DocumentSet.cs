using System.Numerics;

namespace Lippe.Netzwerk.Search;

/// <summary>A set of document numbers, one bit each; grows with the numbers added.</summary>
/// <param name="size">Numbers below it need no growth.</param>
internal sealed class DocumentSet(int size)
{
    private const int Bits = 64;

    private ulong[] _bits = new ulong[(size + Bits - 1) / Bits];

    /// <summary>How many numbers there are.</summary>
    public int Count => CountIn(this);

    public bool this[int document] => document / Bits < _bits.Length && (_bits[document / Bits] & (1UL << (document % Bits))) != 0;

    public void Add(int document)
    {
        if (document / Bits >= _bits.Length)
            Grow(document);
        _bits[document / Bits] |= 1UL << (document % Bits);
    }

    private void Grow(int document) => Array.Resize(ref _bits, Math.Max((document / Bits) + 1, _bits.Length + (_bits.Length / 2)));

    public void Remove(int document)
    {
        if (document / Bits < _bits.Length)
            _bits[document / Bits] &= ~(1UL << (document % Bits));
    }

    /// <summary>What is in both.</summary>
    public DocumentSet And(DocumentSet other)
    {
        var both = new DocumentSet(Math.Min(_bits.Length, other._bits.Length) * Bits);
        for (var word = 0; word < both._bits.Length; word++)
            both._bits[word] = _bits[word] & other._bits[word];
        return both;
    }

    /// <summary>The same numbers in a set of its own.</summary>
    public DocumentSet Copy() => new(0) { _bits = [.. _bits] };

    /// <summary>Leaves out of this set what is not in the other.</summary>
    /// <returns>This set.</returns>
    public DocumentSet Keep(DocumentSet other)
    {
        for (var word = 0; word < _bits.Length; word++)
            _bits[word] &= word < other._bits.Length ? other._bits[word] : 0;
        return this;
    }

    /// <summary>What is in one of them.</summary>
    public DocumentSet Or(DocumentSet other)
    {
        var (longer, shorter) = _bits.Length < other._bits.Length ? (other, this) : (this, other);
        var either = longer.Copy();
        for (var word = 0; word < shorter._bits.Length; word++)
            either._bits[word] |= shorter._bits[word];
        return either;
    }

    /// <summary>What is not in the other.</summary>
    public DocumentSet Except(DocumentSet other)
    {
        var left = Copy();
        for (var word = 0; word < Math.Min(_bits.Length, other._bits.Length); word++)
            left._bits[word] &= ~other._bits[word];
        return left;
    }

    /// <summary>How many numbers are in both.</summary>
    public int CountIn(DocumentSet other)
    {
        var count = 0;
        for (var word = 0; word < Math.Min(_bits.Length, other._bits.Length); word++)
            count += BitOperations.PopCount(_bits[word] & other._bits[word]);
        return count;
    }

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

    /// <summary>Goes through the numbers, smallest first.</summary>
    public Enumerator GetEnumerator() => new(_bits);

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
