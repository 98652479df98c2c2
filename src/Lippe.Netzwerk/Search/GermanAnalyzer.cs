using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// Makes terms of German text, for the index, for questions like this one and for excerpts: the stem of each word, at its place also
/// the parts of a compound with a mark before each, and words joined by hyphens once more as one.
/// </summary>
internal sealed class GermanAnalyzer(Lexemes lexemes) : Analyzer
{
    /// <summary>Stands before a term that is only a part of the word at its place.</summary>
    public const char PartMark = '+';

    /// <summary>A part of a compound as a term.</summary>
    public static string PartTerm(string stem) => PartMark + stem;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
        new(new GermanTokenizer(reader, lexemes));

    private sealed class GermanTokenizer : Tokenizer
    {
        private readonly Lexemes _lexemes;
        private readonly ICharTermAttribute _term;
        private readonly IOffsetAttribute _offset;
        private readonly IPositionIncrementAttribute _step;

        // The words between two spaces that hyphens join, and the terms made of them.
        private readonly List<(Lexeme Lexeme, int Start, int End)> _joined = [];
        private readonly StringBuilder _letters = new();
        private readonly Queue<(string Term, int Start, int End, int Step)> _terms = new();

        private WordReader _words = new("");
        private bool _hasWord;
        private int _gap;

        public GermanTokenizer(TextReader reader, Lexemes lexemes)
            : base(reader)
        {
            _lexemes = lexemes;
            _term = AddAttribute<ICharTermAttribute>();
            _offset = AddAttribute<IOffsetAttribute>();
            _step = AddAttribute<IPositionIncrementAttribute>();
        }

        public override void Reset()
        {
            base.Reset();
            _words = new WordReader(m_input.ReadToEnd());
            _hasWord = _words.Next();
            _terms.Clear();
            _gap = 0;
        }

        public override bool IncrementToken()
        {
            while (_terms.Count == 0)
            {
                if (!_hasWord)
                    return false;
                ReadJoined();
                AddJoined();
            }

            ClearAttributes();
            var (term, start, end, step) = _terms.Dequeue();
            _term.SetEmpty().Append(term);
            _offset.SetOffset(CorrectOffset(start), CorrectOffset(end));
            _step.PositionIncrement = step;
            return true;
        }

        public override void End()
        {
            base.End();
            _offset.SetOffset(CorrectOffset(_words.End), CorrectOffset(_words.End));
        }

        private void ReadJoined()
        {
            _joined.Clear();
            _letters.Clear();
            do
            {
                _joined.Add((_lexemes.Of(_words.Letters), _words.Start, _words.End));
                _letters.Append(_words.Letters);
                _hasWord = _words.Next();
            }
            while (_hasWord && _words.IsHyphenated);
        }

        private void AddJoined()
        {
            foreach (var (n, (lexeme, start, end)) in _joined.Index())
            {
                _gap++;
                Add(lexeme, start, end);
                if (n == 0 && _joined.Count > 1 && _letters.Length <= WordReader.LongestWord)
                    Add(_lexemes.Of(_letters.ToString()), start, _joined[^1].End);
            }
        }

        private void Add(Lexeme lexeme, int start, int end)
        {
            if (lexeme.Stem.Length == 0)
                return;
            _terms.Enqueue((lexeme.Stem, start, end, _gap));
            _gap = 0;
            foreach (var part in lexeme.Parts)
                _terms.Enqueue((PartTerm(part), start, end, 0));
        }
    }
}
