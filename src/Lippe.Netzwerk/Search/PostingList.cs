using System.Runtime.CompilerServices;

namespace Lippe.Netzwerk.Search;

/// <summary>The documents that hold a word, in the order they came, and how it stands in each: about two bytes a document.</summary>
internal sealed class PostingList
{
    /// <summary>Set in a mark when the word stands in the title.</summary>
    public const byte Title = 0x80;

    /// <summary>Set in a mark when the word stands in the summary, a topic or a heading.</summary>
    public const byte Summary = 0x40;

    /// <summary>The rest of a mark: how often the word stands in the document.</summary>
    public const byte Times = 0x3F;

    // Seven bits of a number, lowest first; the eighth says that more follow.
    private const int More = 0x80;
    private const int Bits = 7;

    private byte[] _bytes = new byte[4];
    private int _length;
    private int _last = -1;

    /// <summary>How many documents hold the word.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a document behind all others.</summary>
    /// <param name="document">Its number, larger than all before.</param>
    /// <param name="mark">How often and where the word stands there.</param>
    public void Add(int document, byte mark)
    {
        const int largest = 6;
        if (_length + largest > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + largest, _length + (_length / 2)));
        var step = (uint)(document - _last);
        for (; step >= More; step >>= Bits)
            _bytes[_length++] = (byte)(step | More);
        _bytes[_length++] = (byte)step;
        _bytes[_length++] = mark;
        _last = document;
        Count++;
    }

    /// <summary>Reads what is there now; what is added later does not disturb.</summary>
    public Reader Read() => new(_bytes, _length);

    /// <summary>Goes through a list, from the first document to the last.</summary>
    public struct Reader(byte[] bytes, int length)
    {
        private int _at;

        /// <summary>The number of the document at hand; -1 before the first.</summary>
        public int Document { get; private set; } = -1;

        /// <summary>How often and where the word stands in it.</summary>
        public byte Mark { get; private set; }

        /// <summary>Goes to the next document; false behind the last, whose number is then the largest there is.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Next()
        {
            if (_at >= length)
            {
                Document = int.MaxValue;
                return false;
            }

            var step = 0;
            for (var shift = 0; ; shift += Bits)
            {
                var part = bytes[_at++];
                step |= (part & ~More) << shift;
                if (part < More)
                    break;
            }

            Document += step;
            Mark = bytes[_at++];
            return true;
        }
    }
}
