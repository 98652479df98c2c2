using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// Tells whether an index was made as this program makes it: of the same fields, by the same analysis. It is taken of
/// what becomes of a sample, so nobody has to remember to count a version up.
/// </summary>
internal static class Fingerprint
{
    private static readonly IndexedDocument Sample = new()
    {
        Id = Guid.Empty,
        Kind = DocumentKind.Guide,
        State = DocumentState.Published,
        Visibility = Visibility.Public,
        MunicipalityId = Guid.Empty,
        ConcernsId = Guid.Empty,
        ResponsibleId = Guid.Empty,
        Topics = ["verwaltung"],
        TopicNames = ["Verwaltung & Politik"],
        At = DateTimeOffset.UnixEpoch,
        Year = DateTimeOffset.UnixEpoch.Year,
        Title = "E-Akte, Datenschutz-Grundverordnung und die Häuser der Gemeinde",
        Summary = "Wie der Bürgermeister Förderanträge für Serviceportale stellt.",
        Headings = [new Heading { Level = 2, Anchor = "a-wege", Text = "Weitere Wege" }],
        Text = "Die Straßenbeleuchtung der Städte, Mitarbeiter:innen, name@stadt.example, 12.500 Euro, "
            + "Müßig\u00adgang, Café, Bäder.",
    };

    /// <summary>The fingerprint of an analysis and the list of words it splits compounds with.</summary>
    public static string Of(Analyzer analyzer, string words)
    {
        var description = new StringBuilder(words);
        foreach (var field in IndexFields.ToRecord(Sample))
        {
            var type = field.IndexableFieldType;
            description.Append(CultureInfo.InvariantCulture, $"\n{field.Name} {type} ")
                .Append(field.GetStringValue(CultureInfo.InvariantCulture))
                .Append(field.GetBinaryValue()?.Utf8ToString());
            if (type.IsIndexed && type.IsTokenized)
                Append(description, field, analyzer);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description.ToString())).AsSpan(0, 8));
    }

    private static void Append(StringBuilder description, IIndexableField field, Analyzer analyzer)
    {
        using var tokens = field.GetTokenStream(analyzer);
        var term = tokens.AddAttribute<ICharTermAttribute>();
        var step = tokens.AddAttribute<IPositionIncrementAttribute>();
        tokens.Reset();
        while (tokens.IncrementToken())
            description.Append(' ').Append(term).Append(step.PositionIncrement);
        tokens.End();
    }
}
