using Lippe.Netzwerk.Domain.Language;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>What search knows of the language of this hub: how many documents hold a word, what compounds are made of, synonyms. Kept in memory until it is gathered anew.</summary>
public sealed class SearchVocabulary(IServiceScopeFactory scopes)
{
    /// <summary>Key of the network text that holds the synonyms.</summary>
    public const string SynonymsKey = "suche/synonyme";

    /// <summary>Key of the network text that holds words compounds are made of.</summary>
    public const string WordsKey = "suche/woerter";

    private volatile Reading? _reading;
    private volatile bool _mayBeOld = true;

    /// <summary>The vocabulary as of the last notice of a change.</summary>
    public async Task<SearchWords> ReadAsync(CancellationToken cancellation)
    {
        var reading = _reading;
        if (reading is not null && !_mayBeOld && !reading.Words.IsFaulted && !reading.Words.IsCanceled)
            return await reading.Words.WaitAsync(cancellation);

        _mayBeOld = false;
        var label = await LabelAsync(cancellation);
        if (reading is null || reading.Label != label || reading.Words.IsFaulted || reading.Words.IsCanceled)
            _reading = reading = new Reading(label, LoadAsync());
        return await reading.Words.WaitAsync(cancellation);
    }

    /// <summary>Looks at the next use whether there is a newer one.</summary>
    public void Forget() => _mayBeOld = true;

    // Changes when statistics were gathered or the network's texts were edited.
    private async Task<string> LabelAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        return await db.Database.SqlQuery<string>(
            $"""
             select coalesce((select refreshed_at::text from search_statistics), '') || ' '
                 || coalesce((select string_agg(md5(value), ' ' order by key) from network_texts where key in ({SynonymsKey}, {WordsKey})), '') as "Value"
             """).SingleAsync(cancellation);
    }

    private async Task<SearchWords> LoadAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var statistics = await db.Database.SqlQuery<Statistics>($"""select documents as "Documents", average_length as "AverageLength" from search_statistics""").SingleOrDefaultAsync();
        var words = await db.Database.SqlQuery<WordCount>($"""select lexeme as "Lexeme", documents as "Documents" from search_words""").ToDictionaryAsync(word => word.Lexeme, word => word.Documents);
        var lists = await db.NetworkTexts.Where(text => text.Key == WordsKey || text.Key == SynonymsKey).ToDictionaryAsync(text => text.Key, text => text.Value);
        var list = string.Join(' ', WordList.Parse(lists.GetValueOrDefault(WordsKey, "")));
        var known = await db.Database.SqlQuery<string>($"""select lexeme as "Value" from unnest(to_tsvector('german', {list}))""").ToListAsync();
        return new SearchWords(words, known, Synonyms.Parse(lists.GetValueOrDefault(SynonymsKey, "")), statistics?.Documents ?? 0, statistics?.AverageLength ?? SearchWords.UsualLength);
    }

    private sealed record Reading(string Label, Task<SearchWords> Words);

    private sealed record Statistics(int Documents, float AverageLength);

    private sealed record WordCount(string Lexeme, int Documents);
}

/// <summary>One state of the vocabulary.</summary>
public sealed class SearchWords
{
    /// <summary>Words of a text as long as they usually are; until the hub has counted its own.</summary>
    public const float UsualLength = 400;

    // A word of the list counts like one that a few documents hold.
    private const int FrequencyOfKnownWord = 5;

    private readonly IReadOnlyDictionary<string, int> _documents;
    private readonly CompoundSplitter _splitter;
    private readonly Lazy<Spelling> _spelling;

    /// <summary>Takes the counted lexemes, further known ones, the synonyms and the statistics of all texts.</summary>
    public SearchWords(IReadOnlyDictionary<string, int> documents, IReadOnlyCollection<string> known, Synonyms synonyms, int count, float averageLength)
    {
        (_documents, Synonyms, Count, AverageLength) = (documents, synonyms, count, Math.Max(1, averageLength));
        var frequencies = documents.Where(word => char.IsLetter(word.Key[0])).ToDictionary();
        foreach (var word in known)
            frequencies[word] = Math.Max(frequencies.GetValueOrDefault(word), FrequencyOfKnownWord);
        _splitter = new CompoundSplitter(frequencies);
        _spelling = new Lazy<Spelling>(() => new Spelling(frequencies));
    }

    public Synonyms Synonyms { get; }

    /// <summary>Number of documents counted.</summary>
    public int Count { get; }

    /// <summary>Words of an average document.</summary>
    public float AverageLength { get; }

    /// <summary>The parts of a compound as lexemes; empty for other words.</summary>
    public IReadOnlyList<string> PartsOf(string lexeme) => _splitter.Split(lexeme);

    /// <summary>The likeliest word meant by an unknown one; null when there is none near.</summary>
    public string? Correct(string lexeme) => _spelling.Value.Correct(lexeme);

    /// <summary>How many documents hold the lexeme, with its mark.</summary>
    public int DocumentsWith(string lexeme) => _documents.GetValueOrDefault(lexeme);

    /// <summary>How much a match of the lexeme says: BM25's inverse document frequency.</summary>
    public double RarityOf(string lexeme)
    {
        var documents = Math.Min(DocumentsWith(lexeme), Count);
        return Math.Log(1 + ((Count - documents + 0.5) / (documents + 0.5)));
    }
}
