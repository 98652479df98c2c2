using System.Globalization;
using CsvHelper;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>Reads the list of municipalities, a CSV file.</summary>
internal sealed class MunicipalityReader
{
    private static readonly string[] Columns = ["slug", "ags", "name", "art", "einwohner", "stand"];

    // Lists from before it was known have none.
    private const string WebsiteColumn = "website";

    private readonly NetworkFile _file;
    private readonly CsvReader _csv;
    private readonly Dictionary<string, int> _lines = [];

    private MunicipalityReader(NetworkFile file, CsvReader csv)
    {
        _file = file;
        _csv = csv;
    }

    /// <summary>All municipalities of the file, each once.</summary>
    /// <exception cref="NetworkFileException">A line is wrong.</exception>
    public static async Task<IReadOnlyList<Municipality>> ReadAsync(NetworkFile file, CancellationToken cancellation)
    {
        var text = await file.ReadAsync(cancellation);
        using var csv = CsvReader.FromText(text, CsvReaderOptions.Default with { TrackLineNumbers = true });
        return new MunicipalityReader(file, csv).Read();
    }

    private List<Municipality> Read()
    {
        var (read, line) = (new List<Municipality>(), 0);
        try
        {
            _csv.ReadHeader();
            line = 1;
            RequireColumns();
            for (; _csv.Read(); line = Line)
                read.Add(ReadLine());
            return read;
        }
        catch (CsvFormatException e)
        {
            throw _file.Fault(
                line + 1, "Die Zeile ist kein gültiges CSV. Prüfen Sie Kommas und Anführungszeichen.", e);
        }
    }

    private int Line => checked((int)_csv.LineNumber);

    private void RequireColumns()
    {
        if (Columns.FirstOrDefault(column => !_csv.TryGetFieldIndex(column, out _)) is { } missing)
        {
            throw _file.Fault(
                1, $"Es fehlt die Spalte „{missing}“. Die erste Zeile heißt: {string.Join(',', Columns)}");
        }
    }

    private Municipality ReadLine() => new()
    {
        Slug = Slug(),
        Ags = Text("ags"),
        Name = Text("name") is { Length: > 0 } name ? name : throw Fault("Es fehlt der Name."),
        Kind = Text("art"),
        Inhabitants = Inhabitants(),
        InhabitantsAsOf = AsOf(),
        Website = Website(),
    };

    private string Slug()
    {
        var slug = Text("slug");
        if (!Domain.Slug.IsValid(slug))
        {
            throw Fault(
                $"Der „slug“ {NetworkFile.Quote(slug)} darf nur Kleinbuchstaben, Ziffern und Bindestriche haben.");
        }

        if (!_lines.TryAdd(slug, Line))
            throw Fault($"Die Kommune „{slug}“ steht schon in Zeile {_lines[slug]}. Streichen Sie eine der beiden.");
        return slug;
    }

    private int Inhabitants()
    {
        var typed = Text("einwohner");
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(
                $"„einwohner“ ist {NetworkFile.Quote(typed)}, "
                + "muss aber eine ganze Zahl ohne Punkt sein, zum Beispiel 12000.");
    }

    private DateOnly AsOf()
    {
        var typed = Text("stand");
        return DateOnly.TryParseExact(
            typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Fault(
                $"„stand“ ist {NetworkFile.Quote(typed)}, muss aber ein Datum der Form 2026-05-31 sein.");
    }

    private string Website()
    {
        var typed = _csv.TryGetFieldIndex(WebsiteColumn, out _) ? Text(WebsiteColumn) : "";
        return typed.Length == 0 || WebAddress.IsValid(typed)
            ? typed
            : throw Fault($"„{WebsiteColumn}“ ist {NetworkFile.Quote(typed)}, muss aber mit https:// beginnen.");
    }

    private string Text(string column) =>
        _csv.TryGetFieldIndex(column, out var index) && index < _csv.FieldCount
            ? PlainText.CleanLine(_csv.GetString(index))
            : throw Fault($"Es fehlt das Feld „{column}“. Jede Zeile hat so viele Felder wie die erste.");

    private NetworkFileException Fault(string reason) => _file.Fault(Line, reason);
}
