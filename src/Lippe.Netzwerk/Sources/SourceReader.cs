using System.Globalization;
using System.Text;
using Lippe.Netzwerk.Domain;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lippe.Netzwerk.Sources;

/// <summary>Reads documents from files; what it cannot read it reports by line.</summary>
public static class SourceReader
{
    private const string Fence = "---";
    private const string Toml = "+++";

    private const string NoYaml =
        "Der Kopf ist kein gültiges YAML. "
        + "Prüfen Sie Doppelpunkte, Anführungszeichen, Einrückungen und doppelte Schlüssel.";

    /// <summary>Reads a whole file. Exactly one of the two results is set.</summary>
    public static (SourceFile? File, SourceError? Error) Read(string content)
    {
        try
        {
            return (Parse(PlainText.Clean(content)), null);
        }
        catch (SourceException e)
        {
            return (null, new SourceError(e.Line, e.Message));
        }
        catch (YamlException e)
        {
            return (null, new SourceError(Math.Max(1, (int)e.Start.Line), e is YamlRefusal ? e.Message : NoYaml));
        }
    }

    /// <summary>What clean text says below its head; all of it when there is no head, or none that ends.</summary>
    public static string BodyOf(string content) => Split(content)?.Body ?? content;

    private static SourceFile Parse(string content)
    {
        if (FirstLine(content).Text is Toml)
            throw new SourceException(1, "Ein Kopf in TOML (+++) wird nicht gelesen. Schreiben Sie ihn in YAML (---).");
        if (Split(content) is not var (frontMatter, body))
        {
            throw new SourceException(
                1, "Der Kopf beginnt mit „---“, endet aber nicht. Schließen Sie ihn mit einer Zeile „---“ ab.");
        }

        var keys = new FrontMatterKeys(frontMatter);
        var kind = keys.Word("art", SourceKeys.Kinds);
        var title = PlainText.CleanLine(keys.Text("titel"));
        // Foreign files call it so.
        if (title.Length == 0)
            title = PlainText.CleanLine(keys.Text("title"));
        if (title.Length == 0)
            title = PlainText.CleanLine(keys.Text("Title"));
        if (title.Length == 0)
            title = PlainText.CleanLine(FirstHeading(body));
        if (title.Length == 0)
            throw new SourceException(1, "Es fehlt der Titel. Ergänzen Sie im Kopf eine Zeile „titel: …“.");

        var stated = keys.Word("status", SourceKeys.States);
        var state = keys.TakeFlag("draft") ? DocumentState.Draft : stated;
        var visibility = keys.Word("sichtbarkeit", SourceKeys.Visibilities);
        var file = new SourceFile
        {
            Kind = kind,
            LeavesStateOpen = state is null,
            LeavesVisibilityOpen = visibility is null,
            MunicipalitySlug = keys.Text("kommune"),
            ConcernsSlug = keys.Text("betrifft"),
            ResponsibleMail = keys.Text(SourceKeys.Responsible),
            PublishedOn = keys.Day("veroeffentlicht"),
            Draft = new Draft
            {
                Title = Limit(title, 1, "Der Titel", DraftLimits.Title),
                Summary = Limit(keys.Text("zusammenfassung"), 1, "Die Zusammenfassung", DraftLimits.Summary),
                Body = Limit(body, 1, "Der Text", DraftLimits.ImportedBody),
                Topics = keys.List("themen"),
                MunicipalityId = Guid.Empty,
                State = state ?? DocumentState.Draft,
                Visibility = visibility ?? Visibility.Network,
                ReviewedOn = keys.Day("geprueft"),
                ReviewDue = keys.Day("naechste_pruefung"),
                Facts = ReadFacts(keys),
            },
        };
        var kept = keys.Mapping(SourceKeys.Further);
        return file with
        {
            NotUnderstood = keys.NotUnderstood(),
            Draft = file.Draft with { UnknownKeys = keys.RestBehind(kept) },
        };
    }

    // Null when the head does not end. It keeps its line numbers: an empty line stands for each line before it.
    private static (string FrontMatter, string Body)? Split(string content)
    {
        var start = FirstLine(content);
        if (start.Text is not Fence)
            return ("", content.Trim('\n'));

        var frontMatter = new StringBuilder(new string('\n', content.AsSpan(0, start.Next).Count('\n')));
        for (var next = start.Next; next < content.Length;)
        {
            var line = LineAt(content, next);
            if (line.Text is Fence)
                return (frontMatter.ToString(), content[Math.Min(content.Length, line.Next)..].Trim('\n'));
            frontMatter.Append(content, next, Math.Min(content.Length, line.Next) - next);
            next = line.Next;
        }

        return null;
    }

    // The first one that says something.
    private static (string Text, bool IsBlank, int Next) FirstLine(string content)
    {
        var line = LineAt(content, 0);
        while (line.IsBlank && line.Next < content.Length)
            line = LineAt(content, line.Next);
        return line;
    }

    // Blanks behind a fence are seen by nobody.
    private static (string Text, bool IsBlank, int Next) LineAt(string content, int start)
    {
        var end = content.IndexOf('\n', start);
        if (end < 0)
            end = content.Length;
        var text = content.AsSpan(start, end - start).TrimEnd();
        return (text.Length > Fence.Length ? "…" : text.ToString(), text.IsEmpty, end + 1);
    }

    private static string? FirstHeading(string body) =>
        body.Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..];

    private static string Limit(string text, int line, string what, int max)
    {
        if (text.Length <= max)
            return text;
        throw new SourceException(line, string.Create(
            CultureInfo.GetCultureInfo("de-DE"),
            $"{what} hat {text.Length:N0} Zeichen; erlaubt sind {max:N0}. Bitte kürzen oder aufteilen."));
    }

    private static object? ReadFacts(FrontMatterKeys keys)
    {
        if (keys.Mapping("leitfaden") is { } guide)
            return ReadGuide(guide);
        if (keys.Mapping("projekt") is { } project)
            return ReadProject(project);
        return keys.Mapping("protokoll") is { } minutes ? ReadMinutes(minutes) : null;
    }

    private static GuideFacts ReadGuide(FrontMatterKeys keys) => keys.Complete(new GuideFacts
    {
        AppliesTo = keys.Text("gilt_fuer"),
        Effort = keys.Text("aufwand"),
        Level = keys.Word("niveau", SourceKeys.Levels),
    });

    private static ProjectFacts ReadProject(FrontMatterKeys keys) => keys.Complete(new ProjectFacts
    {
        Problem = keys.Text("problem"),
        Solution = keys.Text("loesung"),
        CostOnce = keys.Text("kosten_einmalig"),
        CostPerYear = keys.Text("kosten_jaehrlich"),
        EffortPersonDays = keys.Decimal("aufwand_personentage"),
        Duration = keys.Text("dauer"),
        InhabitantsFrom = keys.Number("einwohner_von"),
        InhabitantsTo = keys.Number("einwohner_bis"),
        Prerequisites = [.. keys.List("voraussetzungen")],
        Software = [.. keys.Mappings("software").Select(ReadSoftware)],
        DataCentre = keys.Text("rechenzentrum"),
        Contact = keys.Text("kontakt"),
        Services = [.. keys.List("leistungen")],
        Successor = keys.Text("nachfolger"),
    });

    private static Software ReadSoftware(FrontMatterKeys keys) => keys.Complete(new Software
    {
        Name = keys.Text("name"),
        Licence = keys.Text("lizenz"),
        Link = keys.Text("link"),
    });

    private static MinutesFacts ReadMinutes(FrontMatterKeys keys) => keys.Complete(new MinutesFacts
    {
        Date = keys.Day("datum"),
        Place = keys.Text("ort"),
        Attendees = [.. keys.List("teilnehmende")],
        Agenda = [.. keys.List("tagesordnung")],
    });

    /// <summary>The keys of one YAML mapping; what nobody asked for is the rest.</summary>
    private sealed class FrontMatterKeys
    {
        private readonly List<KeyValuePair<YamlNode, YamlNode>> _entries;

        public FrontMatterKeys(string yaml)
            : this(Root(yaml))
        {
        }

        private FrontMatterKeys(YamlMappingNode mapping) => _entries = [.. mapping.Children];

        public string Text(string key) => Take(key) is { } node ? PlainText.Clean(ScalarOf(node, key)).Trim() : "";

        public int? Number(string key)
        {
            if (Take(key) is not { } node)
                return null;
            return GermanNumber.ParseWhole(ScalarOf(node, key)) is { } number
                ? number
                : throw Wrong(node, $"„{key}“ muss eine ganze Zahl sein, zum Beispiel 12000.");
        }

        public decimal? Decimal(string key)
        {
            if (Take(key) is not { } node)
                return null;
            return GermanNumber.Parse(ScalarOf(node, key)) is { } number and >= 0 and <= int.MaxValue
                ? number
                : throw Wrong(node, $"„{key}“ muss eine Zahl bis {int.MaxValue} sein, zum Beispiel 12 oder 2,5.");
        }

        public DateOnly? Day(string key)
        {
            if (Take(key) is not { } node)
                return null;
            var typed = ScalarOf(node, key);
            if (!DateOnly.TryParseExact(
                typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                throw Wrong(node, $"„{key}“ muss ein Datum der Form 2026-05-31 sein.");
            }

            return PlausibleDays.Include(day) ? day : throw Wrong(node, $"„{key}“: {PlausibleDays.Wanted}");
        }

        /// <summary>Takes a key that says true; any other value stays among those not understood.</summary>
        public bool TakeFlag(string key)
        {
            var entry = Find(key);
            return entry.Value is YamlScalarNode { Value: "true" or "yes" or "ja" } && _entries.Remove(entry);
        }

        public T? Word<T>(string key, IReadOnlyDictionary<string, T> words)
            where T : struct
        {
            if (Take(key) is not { } node)
                return null;
            return words.TryGetValue(ScalarOf(node, key), out var value)
                ? value
                : throw Wrong(node, $"„{key}“ kennt nur: {string.Join(", ", words.Keys)}.");
        }

        public IReadOnlyList<string> List(string key) => Take(key) switch
        {
            null => [],
            YamlSequenceNode sequence =>
            [
                .. sequence.Select(node => PlainText.CleanLine(ScalarOf(node, key))).Where(text => text.Length > 0),
            ],
            var node => throw Wrong(node, $"„{key}“ muss eine Liste sein: je Zeile „- …“."),
        };

        public FrontMatterKeys? Mapping(string key) => Take(key) switch
        {
            null => null,
            YamlMappingNode mapping => new FrontMatterKeys(mapping),
            var node => throw Wrong(node, $"Unter „{key}“ müssen eingerückte Angaben stehen."),
        };

        public IEnumerable<FrontMatterKeys> Mappings(string key) => Take(key) switch
        {
            null => [],
            YamlSequenceNode sequence => sequence.Select(node => node is YamlMappingNode mapping
                ? new FrontMatterKeys(mapping)
                : throw Wrong(node, $"Jeder Eintrag unter „{key}“ braucht eigene Angaben, zum Beispiel „- name: …“.")),
            var node => throw Wrong(node, $"„{key}“ muss eine Liste sein: je Eintrag „- name: …“."),
        };

        /// <summary>Passes the facts on when no key is left over: a misspelt fact would be lost in silence.</summary>
        public T Complete<T>(T facts) => _entries.Count == 0
            ? facts
            : throw Wrong(
                _entries[0].Key,
                $"Die Angabe „{_entries[0].Key}“ gibt es hier nicht. Prüfen Sie die Schreibweise.");

        /// <summary>The keys left over, each with its line and a remedy.</summary>
        /// <exception cref="SourceException">One of them is a key of the format, misspelt.</exception>
        public IReadOnlyList<SourceError> NotUnderstood() => [.. _entries.Select(entry => NotUnderstood(entry.Key))];

        private static SourceError NotUnderstood(YamlNode key)
        {
            var name = key is YamlScalarNode { Value: { } value } ? value : "?";
            if (SourceKeys.Nearest(name) is { } meant)
                throw Wrong(key, $"Den Schlüssel „{name}“ gibt es nicht. Gemeint ist wohl „{meant}“.");
            return new SourceError((int)key.Start.Line, SourceKeys.Foreign.TryGetValue(name, out var remedy)
                ? $"„{name}“ {remedy}"
                : $"Den Schlüssel „{name}“ kennt der Hub nicht; er bleibt unter „{SourceKeys.Further}“ aufgehoben.");
        }

        /// <summary>What is left over here, behind what was kept elsewhere, as YAML lines.</summary>
        public string RestBehind(FrontMatterKeys? kept)
        {
            KeyValuePair<YamlNode, YamlNode>[] entries = [.. kept?._entries ?? [], .. _entries];
            if (entries.Length == 0)
                return "";
            var twice = entries.GroupBy(entry => entry.Key).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
                throw Wrong(twice.Last().Key, $"„{twice.Key}“ steht doppelt. Löschen Sie eine der beiden Angaben.");
            var rest = new YamlStream(new YamlDocument(new YamlMappingNode(entries)));
            using var output = new StringWriter { NewLine = "\n" };
            rest.Save(output, assignAnchors: false);
            var lines = output.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
            RequireReadable(lines, entries[0].Key);
            return lines;
        }

        // Some odd keys the library writes in a way it cannot read.
        private static void RequireReadable(string lines, YamlNode first)
        {
            try
            {
                _ = Root(SourceWriter.Further(lines));
            }
            catch (Exception e) when (e is YamlException or SourceException)
            {
                throw Wrong(first, "Diese Angabe lässt sich nicht aufheben. Prüfen Sie ihre Anführungszeichen.");
            }
        }

        private static YamlMappingNode Root(string yaml)
        {
            var stream = new YamlStream();
            try
            {
                stream.Load(new ShallowParser(new Parser(new StringReader(yaml))));
            }
            // The library's own way to refuse some broken keys and values; it names no line.
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                throw new SourceException(2, NoYaml);
            }

            if (stream.Documents.Count == 0)
                return [];
            return stream.Documents[0].RootNode as YamlMappingNode
                ?? throw new SourceException(2, "Der Kopf muss aus Zeilen der Form „schlüssel: wert“ bestehen.");
        }

        private KeyValuePair<YamlNode, YamlNode> Find(string key) =>
            _entries.Find(entry => entry.Key is YamlScalarNode { Value: { } name } && name == key);

        private YamlNode? Take(string key)
        {
            var entry = Find(key);
            if (entry.Key is null)
                return null;
            _entries.Remove(entry);
            return entry.Value is YamlScalarNode { Value: null or "" } ? null : entry.Value;
        }

        private static string ScalarOf(YamlNode node, string key) => node is YamlScalarNode { Value: { } value }
            ? value
            : throw Wrong(node, $"„{key}“ muss ein einzelner Wert sein.");

        private static SourceException Wrong(YamlNode node, string reason) => new((int)node.Start.Line, reason);
    }

    private sealed class SourceException(int line, string message) : Exception(message)
    {
        public int Line { get; } = line;
    }
}
