using System.Runtime.InteropServices;

namespace Lippe.Netzwerk.Search;

/// <summary>The different words of all titles one behind the other, so that letters are found in them at the speed of memory.</summary>
internal sealed class TitleWords
{
    private const char Between = '\n';

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<int> _starts = [];
    private readonly List<PostingList> _documents = [];
    private char[] _letters = new char[256];
    private int _length;

    /// <summary>Takes the words of a title in.</summary>
    /// <param name="document">Its number, larger than all before.</param>
    /// <param name="title">Folded.</param>
    public void Add(int document, string title)
    {
        foreach (var word in title.Split([' ', '-', '/', ',', ':', '(', ')', '„', '“', '"'], StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            if (!_known.TryGetValue(word, out var number))
                number = Append(word);
            _documents[number].Add(document, 1);
        }
    }

    /// <summary>The documents with a word in the title that begins with the letters.</summary>
    /// <param name="letters">Folded.</param>
    /// <param name="alsoInside">Whether they may stand inside the word too.</param>
    /// <param name="size">How many documents there are.</param>
    public DocumentSet Find(string letters, bool alsoInside, int size)
    {
        var found = new DocumentSet(size);
        var all = _letters.AsSpan(0, _length);
        for (var at = 0; at < _length && all[at..].IndexOf(letters) is var step and >= 0;)
        {
            at += step;
            var number = NumberAt(at);
            if (alsoInside || _starts[number] == at)
            {
                for (var reader = _documents[number].Read(); reader.Next();)
                    found.Add(reader.Document);
                at = number + 1 < _starts.Count ? _starts[number + 1] : _length;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    private int Append(string word)
    {
        if (_length + word.Length + 1 > _letters.Length)
            Array.Resize(ref _letters, Math.Max(_length + word.Length + 1, 2 * _letters.Length));
        _known[word] = _starts.Count;
        _starts.Add(_length);
        _documents.Add(new PostingList());
        word.CopyTo(_letters.AsSpan(_length));
        _length += word.Length;
        _letters[_length++] = Between;
        return _starts.Count - 1;
    }

    private int NumberAt(int place)
    {
        var found = CollectionsMarshal.AsSpan(_starts).BinarySearch(place);
        return found < 0 ? ~found - 1 : found;
    }
}
