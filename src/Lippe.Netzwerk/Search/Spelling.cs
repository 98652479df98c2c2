using System.Text;
using Lippe.Netzwerk.Domain;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Lippe.Netzwerk.Search;

/// <summary>Replaces words that no document holds by near ones that some document does which the viewer may see.</summary>
internal sealed class Spelling(IndexState index, Viewer viewer)
{
    private const int ShortestWord = 4;

    // Of so many letters a word may have two errors.
    private const int LongWord = 6;

    // So many are looked at, lest all of them are words of documents the viewer may not see.
    private const int MostCandidates = 5;

    private readonly Terms? _terms = MultiFields.GetTerms(index.Searcher.IndexReader, IndexFields.Text);

    /// <summary>The question with near words in place of unknown ones; null when nothing is better.</summary>
    public string? Correct(string text)
    {
        var corrected = new StringBuilder();
        var at = 0;
        foreach (var word in AskedWord.In(text, index.Language.Lexemes))
        {
            corrected.Append(text, at, word.Start - at).Append(IsKnown(word) ? word.Typed : Corrected(word));
            at = word.Start + word.Typed.Length;
        }

        corrected.Append(text, at, text.Length - at);
        return corrected.ToString() is var better && better != text ? better : null;
    }

    // Of words joined by hyphens each is corrected for itself, so that none gets lost.
    private string Corrected(AskedWord word)
    {
        if (word.Segments.Count == 1)
            return Nearest(word.Whole) ?? word.Typed;
        var corrected = new StringBuilder();
        var at = 0;
        for (var reader = new WordReader(word.Typed); reader.Next(); at = reader.End)
        {
            var segment = index.Language.Lexemes.Of(reader.Letters);
            corrected.Append(word.Typed, at, reader.Start - at)
                .Append(IsKnown(segment) ? word.Typed[reader.Start..reader.End] : Nearest(segment) ?? word.Typed[reader.Start..reader.End]);
        }

        return corrected.ToString();
    }

    private bool IsKnown(AskedWord word) => IsKnown(word.Whole) || word.Segments.All(IsKnown);

    private bool IsKnown(Lexeme lexeme) =>
        lexeme.Stem.Length == 0 || IsKnown(lexeme.Stem) || (lexeme.Parts.Count > 0 && lexeme.Parts.All(IsKnown));

    private bool IsKnown(string stem) => CountOf(stem) > 0 || CountOf(GermanAnalyzer.PartTerm(stem)) > 0;

    private int CountOf(string term) => index.Searcher.IndexReader.DocFreq(new Term(IndexFields.Text, term));

    private string? Nearest(Lexeme lexeme)
    {
        var stem = lexeme.Stem;
        if (_terms is null || stem.Length < ShortestWord || stem.Any(char.IsDigit))
            return null;
        var near = Near(stem, errors: 1, commonBeginning: 0);
        // With two errors the first letter is right.
        if (near.Count == 0 && stem.Length >= LongWord)
            near = Near(stem, errors: 2, commonBeginning: 1);
        return near.OrderByDescending(CountOf).Take(MostCandidates).Select(Written).FirstOrDefault(written => written is not null);
    }

    private List<string> Near(string stem, int errors, int commonBeginning)
    {
        var near = new List<string>();
        var found = new FuzzyTermsEnum(_terms, new AttributeSource(), new Term(IndexFields.Text, stem), errors, commonBeginning, transpositions: true);
        while (found.MoveNext())
            near.Add(found.Term.Utf8ToString());
        near.RemoveAll(term => term[0] == GermanAnalyzer.PartMark);
        return near;
    }

    // As the first document writes it that the viewer may see.
    private string? Written(string stem)
    {
        var holding = index.Searcher.Search(QueryOf.Text(stem), Rights.Of(viewer), 1).ScoreDocs;
        if (holding.Length == 0)
            return null;
        var shown = index.Read(holding[0].Doc);
        return new Excerpts(index.Language.Lexemes, new HashSet<string> { stem }).FirstIn(shown.Title + "\n" + shown.Text);
    }
}
