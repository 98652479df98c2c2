using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Search;

/// <summary>Writes search entries; PostgreSQL's German text search makes the lexemes.</summary>
public sealed class SearchWriter(HubDbContext db)
{
    // tsvector positions end at 16,383, so words behind the first part need none.
    private const int PartLength = 100_000;

    /// <summary>Writes the entry of a document in the transaction at hand.</summary>
    internal async Task WriteAsync(Document document, string text, CancellationToken cancellation)
    {
        var topics = document.Topics.Count == 0 ? [] : await db.Topics.Where(topic => document.Topics.Contains(topic.Id)).Select(topic => topic.Name).ToListAsync(cancellation);
        var summary = $"{document.Summary} {string.Join(' ', topics)}";
        var headings = string.Join('\n', document.Contents.Select(heading => heading.Text));
        var parts = Parts(text);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into search_entries (document_id, vector, text)
             select {document.Id},
                    setweight(to_tsvector('german', {document.Title}), 'A')
                    || setweight(to_tsvector('german', {summary}), 'B')
                    || setweight(to_tsvector('german', {headings}), 'C')
                    || body_vector({parts}),
                    {document.Summary + "\n" + text}
             on conflict (document_id) do update set vector = excluded.vector, text = excluded.text, written = excluded.written
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
}
