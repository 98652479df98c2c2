using System.Text;
using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Record = Lucene.Net.Documents.Document;

namespace Lippe.Netzwerk.Search;

/// <summary>The fields of the index.</summary>
internal static class IndexFields
{
    public const string Id = "id";

    /// <summary>
    /// All words of a document: of title, topics, headings, summary and body; kept as they are to show them.
    /// </summary>
    public const string Text = "text";

    /// <summary>The words of the title once more.</summary>
    public const string Title = "title";

    /// <summary>The whole title, folded.</summary>
    public const string WholeTitle = "whole-title";

    /// <summary>The folded words of the title, and the first of them.</summary>
    public const string TitleWord = "title-word";

    public const string FirstWord = "first-word";

    /// <summary>
    /// What the folded words of the title end with: a word holds some letters if an ending begins with them.
    /// </summary>
    public const string WordEnding = "word-ending";

    public const string Visibility = "visibility";

    public const string Responsible = "responsible";

    /// <summary>The moment a document is dated by, in ticks.</summary>
    public const string At = "at";

    /// <summary>Where in the text the summary begins.</summary>
    public const string Shown = "shown";

    /// <summary>Where in the text a heading begins, and its anchor; one a line.</summary>
    public const string Headings = "headings";

    /// <summary>Fewer letters are inside of nearly every title.</summary>
    public const int ShortestEnding = 4;

    // With the place of every word, so that excerpts need no second analysis, and the words of every text, so that
    // what is like it needs none either.
    private static readonly FieldType Searched = new FieldType(TextField.TYPE_STORED)
    {
        IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS,
        StoreTermVectors = true,
    };

    /// <summary>A document as the index keeps it.</summary>
    public static Record ToRecord(IndexedDocument document)
    {
        var record = new Record
        {
            new StringField(Id, KeyOf(document.Id), Field.Store.YES),
            new TextField(Title, document.Title, Field.Store.NO),
            new StringField(Visibility, KeyOf(document.Visibility), Field.Store.NO),
            new NumericDocValuesField(At, document.At.UtcTicks),
        };
        AddText(record, document);
        AddChoice(record, Facet.State, document.State);
        AddChoice(record, Facet.Kind, document.Kind);
        AddChoice(record, Facet.Municipality, document.MunicipalityId);
        AddChoice(record, Facet.Year, document.Year);
        foreach (var topic in document.Topics.Distinct())
            record.Add(new SortedSetDocValuesField(NameOf(Facet.Topic), new BytesRef(topic)));
        if (document.ConcernsId is { } concerned)
            AddChoice(record, Facet.Concerns, concerned);
        if (document.ResponsibleId is { } responsible)
            record.Add(new StringField(Responsible, KeyOf(responsible), Field.Store.NO));
        AddTitle(record, document.Title);
        return record;
    }

    /// <summary>The field of what a search can be narrowed by.</summary>
    public static string NameOf(Facet facet) => facet.ToString();

    /// <summary>An id, a year or a word of a list as a term.</summary>
    public static string KeyOf(object choice) => choice is Guid id ? id.ToString("N") : $"{choice}";

    /// <summary>The words of a title or of the beginning of one, folded.</summary>
    public static IReadOnlyList<string> TitleWords(string title) =>
        [.. GermanAnalyzer.WordsIn(title).SelectMany(word => GermanAnalyzer.JoinedIn(word.Value))
            .Select(GermanFold.Fold)];

    // What is shown comes last.
    private static void AddText(Record record, IndexedDocument document)
    {
        var text = new StringBuilder(document.Title).Append('\n').AppendJoin('\n', document.TopicNames);
        var headings = new List<string>();
        foreach (var heading in document.Headings)
        {
            text.Append('\n');
            headings.Add($"{text.Length}\t{heading.Anchor}");
            text.Append(heading.Text);
        }

        text.Append('\n');
        record.Add(new StoredField(Shown, text.Length));
        text.Append(document.Summary).Append('\n').Append(document.Text);
        record.Add(new Field(Text, text.ToString(), Searched));
        record.Add(new StoredField(Headings, string.Join('\n', headings)));
    }

    private static void AddChoice(Record record, Facet facet, object choice)
    {
        record.Add(new StringField(NameOf(facet), KeyOf(choice), Field.Store.NO));
        record.Add(new SortedDocValuesField(NameOf(facet), new BytesRef(KeyOf(choice))));
    }

    private static void AddTitle(Record record, string title)
    {
        record.Add(new StringField(WholeTitle, GermanFold.Fold(title), Field.Store.NO));
        var words = TitleWords(title);
        if (words.Count > 0)
            record.Add(new StringField(FirstWord, words[0], Field.Store.NO));
        foreach (var word in words.Distinct())
            record.Add(new StringField(TitleWord, word, Field.Store.NO));
        foreach (var ending in words.SelectMany(EndingsOf).Distinct())
            record.Add(new StringField(WordEnding, ending, Field.Store.NO));
    }

    private static IEnumerable<string> EndingsOf(string word)
    {
        for (var start = 1; start <= word.Length - ShortestEnding; start++)
            yield return word[start..];
    }
}
