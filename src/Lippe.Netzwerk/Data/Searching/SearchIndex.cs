using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Writes search entries; PostgreSQL's German text search makes the lexemes, <see cref="SearchProfile"/> weighs them.</summary>
public sealed class SearchIndex(HubDbContext db, SearchVocabulary vocabulary)
{
    // tsvector positions end at 16,383, so words behind the first part need none.
    private const int PartLength = 100_000;

    // Entries read, weighed and written at once.
    private const int Batch = 200;

    /// <summary>Writes the entry of a document in the transaction at hand.</summary>
    internal async Task WriteAsync(Document document, string text, CancellationToken cancellation)
    {
        var topics = document.Topics.Count == 0 ? [] : await db.Topics.Where(topic => document.Topics.Contains(topic.Id)).Select(topic => topic.Name).ToListAsync(cancellation);
        var summary = $"{document.Summary} {string.Join(' ', topics)}";
        var parts = Parts(text);
        var words = await vocabulary.ReadAsync(cancellation);
        var written = await db.Database.SqlQuery<CountedWords>(
            $"""
             insert into search_entries (document_id, vector, text)
             select {document.Id},
                    setweight(to_tsvector('german', {document.Title}), 'A')
                    || setweight(to_tsvector('german', {summary}), 'B')
                    || body_vector({parts}),
                    {document.Summary + "\n" + text}
             on conflict (document_id) do update set vector = excluded.vector, impacts = '', text = excluded.text
             returning document_id as "Id", (counted_words(vector)).*
             """).ToListAsync(cancellation);
        await WeighAsync(written, words, cancellation);
    }

    /// <summary>Weighs all entries by the vocabulary as it is now.</summary>
    internal async Task WeighAllAsync(CancellationToken cancellation)
    {
        var words = await vocabulary.ReadAsync(cancellation);
        for (var last = Guid.Empty; ;)
        {
            var entries = await db.Database.SqlQuery<CountedWords>(
                $"""
                 select document_id as "Id", (counted_words(vector)).* from search_entries
                 where document_id > {last} order by document_id limit {Batch}
                 """).ToListAsync(cancellation);
            if (entries.Count == 0)
                return;

            await WeighAsync(entries, words, cancellation);
            last = entries[^1].Id;
        }
    }

    private Task<int> WeighAsync(IReadOnlyList<CountedWords> entries, SearchWords words, CancellationToken cancellation)
    {
        var ids = entries.Select(entry => entry.Id).ToArray();
        var lengths = entries.Select(entry => entry.Frequencies.Sum()).ToArray();
        var impacts = entries.Select(entry => SearchProfile.Write(entry.Lexemes, entry.Frequencies, entry.InTitle, words.AverageLength, words.PartsOf)).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
             update search_entries e set impacts = new.impacts::tsvector, length = new.length
             from unnest({ids}, {impacts}, {lengths}) new (id, impacts, length)
             where e.document_id = new.id and e.impacts <> new.impacts::tsvector
             """,
            cancellation);
    }

    /// <summary>Cuts a text between words.</summary>
    internal static string[] Parts(string text)
    {
        var parts = new List<string>();
        var start = 0;
        while (text.Length - start > PartLength)
        {
            var end = text.LastIndexOfAny([' ', '\n'], start + PartLength, PartLength);
            end = end < 0 ? PlainText.CutBefore(text, start + PartLength) : end;
            parts.Add(text[start..end]);
            start = end;
        }

        parts.Add(text[start..]);
        return [.. parts];
    }

    /// <param name="Id">The document.</param>
    /// <param name="Lexemes">Of all its fields.</param>
    /// <param name="Frequencies">How often each stands there.</param>
    /// <param name="InTitle">Whether it stands in the title.</param>
    private sealed record CountedWords(Guid Id, string[] Lexemes, int[] Frequencies, bool[] InTitle);
}
