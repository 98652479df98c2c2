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

    /// <summary>All words of a document: of title, summary, topics, headings and body.</summary>
    public const string Text = "text";

    /// <summary>The words of the title once more.</summary>
    public const string Title = "title";

    /// <summary>The whole title, folded.</summary>
    public const string WholeTitle = "whole-title";

    /// <summary>The folded words of the title, and the first of them.</summary>
    public const string TitleWord = "title-word";

    public const string FirstWord = "first-word";

    /// <summary>What the folded words of the title end with: a word holds some letters if one of its endings begins with them.</summary>
    public const string WordEnding = "word-ending";

    public const string Kind = "kind";

    public const string State = "state";

    public const string Visibility = "visibility";

    public const string Municipality = "municipality";

    public const string Responsible = "responsible";

    public const string Topic = "topic";

    public const string Year = "year";

    /// <summary>The moment a document is dated by, in ticks.</summary>
    public const string At = "at";

    /// <summary>Title and body as shown, and headings as lines of anchor and text.</summary>
    public const string ShownTitle = "shown-title";

    public const string ShownText = "shown-text";

    public const string Headings = "headings";

    /// <summary>Fewer letters are inside of nearly every title.</summary>
    public const int ShortestEnding = 4;

    private static readonly FieldType Terms = new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY };

    /// <summary>A document as the index keeps it.</summary>
    public static Record ToRecord(SourceDocument document)
    {
        var topics = string.Join('\n', document.TopicNames);
        var headings = string.Join('\n', document.Headings.Select(heading => heading.Text));
        var record = new Record
        {
            new StringField(Id, IdOf(document.Id), Field.Store.YES),
            new TextField(Text, string.Join('\n', document.Title, document.Summary, topics, headings, document.Text), Field.Store.NO),
            new TextField(Title, document.Title, Field.Store.NO),
            new StringField(Visibility, document.Visibility.ToString(), Field.Store.NO),
            new StringField(State, document.State.ToString(), Field.Store.NO),
            new StringField(Municipality, IdOf(document.MunicipalityId), Field.Store.NO),
            new NumericDocValuesField(Kind, (int)document.Kind),
            new NumericDocValuesField(State, (int)document.State),
            new NumericDocValuesField(Year, document.Year),
            new NumericDocValuesField(At, document.At.UtcTicks),
            new SortedDocValuesField(Municipality, new BytesRef(IdOf(document.MunicipalityId))),
            new StoredField(ShownTitle, document.Title),
            new StoredField(ShownText, document.Summary + "\n" + document.Text),
            new StoredField(Headings, string.Join('\n', document.Headings.Select(heading => heading.Anchor + "\t" + heading.Text))),
        };
        if (document.ResponsibleId is { } responsible)
            record.Add(new StringField(Responsible, IdOf(responsible), Field.Store.NO));
        foreach (var topic in document.Topics.Distinct())
            record.Add(new SortedSetDocValuesField(Topic, new BytesRef(topic)));
        AddTitle(record, document.Title);
        return record;
    }

    /// <summary>An id as a term.</summary>
    public static string IdOf(Guid id) => id.ToString("N");

    /// <summary>The words of a title or of the beginning of one, folded.</summary>
    public static IReadOnlyList<string> TitleWords(string title)
    {
        var words = new List<string>();
        for (var reader = new WordReader(title); reader.Next();)
            words.Add(GermanFold.Fold(reader.Letters.ToString()));
        return words;
    }

    private static void AddTitle(Record record, string title)
    {
        record.Add(new StringField(WholeTitle, GermanFold.Fold(title), Field.Store.NO));
        var words = TitleWords(title);
        if (words.Count > 0)
            record.Add(new StringField(FirstWord, words[0], Field.Store.NO));
        record.Add(new Field(TitleWord, new TermStream(words.Distinct()), Terms));
        record.Add(new Field(WordEnding, new TermStream(words.SelectMany(EndingsOf).Distinct()), Terms));
    }

    private static IEnumerable<string> EndingsOf(string word)
    {
        for (var start = 1; start <= word.Length - ShortestEnding; start++)
            yield return word[start..];
    }
}
