using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Writes search entries; PostgreSQL's German text search makes the lexemes, <see cref="SearchProfile"/> weighs them.</summary>
public sealed class SearchIndex(HubDbContext db, SearchVocabulary vocabulary)
{
    // tsvector positions end at 16,383, so words behind the first part need none.
    private const int PartLength = 100_000;

    // Documents read, weighed and written at once.
    private const int Batch = 200;

    /// <summary>Writes the entry of a document in the transaction at hand.</summary>
    internal async Task WriteAsync(Document document, string text, CancellationToken cancellation)
    {
        var topics = document.Topics.Count == 0 ? [] : await db.Topics.Where(topic => document.Topics.Contains(topic.Id)).Select(topic => topic.Name).ToListAsync(cancellation);
        var summary = $"{document.Summary} {string.Join(' ', topics)}";
        var parts = Parts(text);
        var words = await vocabulary.ReadAsync(cancellation);
        var fields = (await FieldsAsync([new TextOf(0, document.Title, summary, parts)], cancellation))[0];
        var impacts = SearchProfile.Write(fields, words.AverageLength, words.PartsOf);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into search_entries (document_id, vector, impacts, length, text)
             select {document.Id},
                    setweight(to_tsvector('german', {document.Title}), 'A')
                    || setweight(to_tsvector('german', {summary}), 'B')
                    || body_vector({parts}),
                    {impacts}::tsvector,
                    {fields.Length},
                    {document.Summary + "\n" + text}
             on conflict (document_id) do update set vector = excluded.vector, impacts = excluded.impacts, length = excluded.length, text = excluded.text
             """,
            cancellation);
    }

    /// <summary>Weighs all entries by the vocabulary as it is now.</summary>
    internal async Task WeighAllAsync(CancellationToken cancellation)
    {
        var words = await vocabulary.ReadAsync(cancellation);
        var last = Guid.Empty;
        while (true)
        {
            var texts = await db.Database.SqlQuery<StoredText>(
                $"""
                 select d.id, d.title, d.summary || ' ' || coalesce((select string_agg(name, ' ') from topics where id = any (d.topics)), '') as summary,
                        substr(e.text, length(d.summary) + 2) as body
                 from documents d join search_entries e on e.document_id = d.id
                 where d.id > {last} order by d.id limit {Batch}
                 """).ToListAsync(cancellation);
            if (texts.Count == 0)
                return;

            var fields = await FieldsAsync([.. texts.Select((text, n) => new TextOf(n, text.Title, text.Summary, Parts(text.Body)))], cancellation);
            var ids = texts.Select(text => text.Id).ToArray();
            var impacts = fields.Select(field => SearchProfile.Write(field, words.AverageLength, words.PartsOf)).ToArray();
            await db.Database.ExecuteSqlAsync(
                $"""
                 update search_entries e set impacts = new.impacts::tsvector
                 from unnest({ids}, {impacts}) new (id, impacts) where e.document_id = new.id and e.impacts <> new.impacts::tsvector
                 """,
                cancellation);
            last = ids[^1];
        }
    }

    private async Task<SearchFields[]> FieldsAsync(IReadOnlyList<TextOf> documents, CancellationToken cancellation)
    {
        var pieces = documents.SelectMany(d => (IEnumerable<(int Document, int Field, string Text)>)
            [(d.Number, 0, d.Title), (d.Number, 1, d.Summary), .. d.Body.Select(part => (d.Number, 2, part))]).ToList();
        var (numbers, kinds, texts) = (pieces.Select(p => p.Document).ToArray(), pieces.Select(p => p.Field).ToArray(), pieces.Select(p => p.Text).ToArray());
        var rows = await db.Database.SqlQuery<FieldRow>(
            $"""
             select piece.document, piece.field, array_agg(word.lexeme) as lexemes, array_agg(coalesce(cardinality(word.positions), 1)) as frequencies
             from unnest({numbers}, {kinds}, {texts}) piece (document, field, text), lateral unnest(to_tsvector('german', piece.text)) word
             group by piece.document, piece.field
             """).ToListAsync(cancellation);
        var fields = documents.Select(_ => new[] { new Dictionary<string, int>(), [], [] }).ToArray();
        foreach (var row in rows)
        {
            var field = fields[row.Document][row.Field];
            foreach (var (lexeme, frequency) in row.Lexemes.Zip(row.Frequencies))
                field[lexeme] = field.GetValueOrDefault(lexeme) + frequency;
        }

        return [.. fields.Select(field => new SearchFields(field[0], field[1], field[2]))];
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

    private sealed record TextOf(int Number, string Title, string Summary, string[] Body);

    private sealed record StoredText(Guid Id, string Title, string Summary, string Body);

    private sealed record FieldRow(int Document, int Field, string[] Lexemes, int[] Frequencies);
}
