using Lippe.Netzwerk.Domain;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// Replaces words that no document holds by near ones that some document does which the viewer may see.
/// </summary>
internal sealed class Spelling(Snapshot snapshot, Viewer viewer)
{
    private const int ShortestWord = 4;

    // Of so many letters a word may have two errors.
    private const int LongWord = 6;

    // So many are looked at, lest all of them are words of documents the viewer may not see.
    private const int MostCandidates = 5;

    private readonly Terms? _terms = MultiFields.GetTerms(snapshot.Searcher.IndexReader, IndexFields.Text);

    /// <summary>The search with near words in place of unknown ones; null when nothing is better.</summary>
    public string? Correct(string text)
    {
        var corrected = GermanAnalyzer.Replace(text, Corrected);
        return corrected == text ? null : corrected;
    }

    // Of words joined by hyphens each is corrected for itself, so that none gets lost.
    private string Corrected(string typed)
    {
        var joined = GermanAnalyzer.JoinedIn(typed).ToList();
        if (IsKnown(string.Concat(joined)) || joined.TrueForAll(IsKnown))
            return typed;
        return string.Join('-', joined.Select(word => IsKnown(word) ? word : Nearest(word) ?? word));
    }

    private bool IsKnown(string word) => snapshot.Language.Lexicon.Of(word) is var lexeme
        && (!lexeme.Counts || IsTerm(lexeme.Stem) || (lexeme.Parts.Count > 0 && lexeme.Parts.All(IsTerm)));

    private bool IsTerm(string stem) =>
        snapshot.CountOf(stem) > 0 || snapshot.CountOf(GermanAnalyzer.PartTerm(stem)) > 0;

    private string? Nearest(string word)
    {
        var stem = snapshot.Language.Lexicon.Of(word).Stem;
        if (_terms is null || stem.Length < ShortestWord || stem.Any(char.IsDigit))
            return null;
        var near = Near(stem, errors: 1, commonBeginning: 0);
        // With two errors the first letter is right.
        if (near.Count == 0 && stem.Length >= LongWord)
            near = Near(stem, errors: 2, commonBeginning: 1);
        return near.OrderByDescending(snapshot.CountOf).Take(MostCandidates).Select(Written)
            .FirstOrDefault(written => written is not null);
    }

    private List<string> Near(string stem, int errors, int commonBeginning)
    {
        var near = new List<string>();
        var term = new Term(IndexFields.Text, stem);
        var found = new FuzzyTermsEnum(
            _terms, new AttributeSource(), term, errors, commonBeginning, transpositions: true);
        while (found.MoveNext())
            near.Add(found.Term.Utf8ToString());
        near.RemoveAll(candidate => candidate[0] == GermanAnalyzer.PartMark);
        return near;
    }

    // As the first document writes it that the viewer may see.
    private string? Written(string stem)
    {
        if (snapshot.Searcher.Search(snapshot.With(stem), snapshot.Rights.Of(viewer), 1).ScoreDocs is not [var holding])
            return null;
        var (_, start, end) = snapshot.OccurrencesIn(holding.Doc, [stem])[0];
        return snapshot.Read(holding.Doc).Text[start..end];
    }
}
