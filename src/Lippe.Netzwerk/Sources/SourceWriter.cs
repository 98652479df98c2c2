using System.Globalization;
using Lippe.Netzwerk.Domain;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lippe.Netzwerk.Sources;

/// <summary>Writes documents as files, always in the same way: the same document gives the same bytes.</summary>
public static class SourceWriter
{
    /// <summary>The whole file; ends with one line feed.</summary>
    public static string Write(SourceFile file) => Revision.SourceOf(Head(file), file.Draft.Body);

    /// <summary>The front matter between its fences.</summary>
    public static string Head(SourceFile file) => $"---\n{FrontMatter(file)}{Further(file.Draft.UnknownKeys)}---\n";

    /// <summary>One key and its value as lines of a front matter.</summary>
    public static string Entry(string key, string value)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var yaml = new YamlLines(output);
        yaml.Begin();
        yaml.Text(key, value);
        yaml.End();
        return output.ToString();
    }

    /// <summary>Kept keys below the key for them, as lines of a front matter.</summary>
    /// <remarks>A responsible person who is no member keeps the place where another hub may know them.</remarks>
    internal static string Further(string unknownKeys)
    {
        var own = unknownKeys.StartsWith(SourceKeys.Responsible + ":", StringComparison.Ordinal)
            ? unknownKeys.IndexOf('\n', StringComparison.Ordinal) + 1
            : 0;
        if (own == unknownKeys.Length)
            return unknownKeys;
        var lines = unknownKeys[own..].TrimEnd('\n').Split('\n').Select(line => line.Length > 0 ? "  " + line : "");
        return $"{unknownKeys[..own]}{SourceKeys.Further}:\n{string.Join('\n', lines)}\n";
    }

    private static string FrontMatter(SourceFile file)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var yaml = new YamlLines(output);
        var draft = file.Draft;
        yaml.Begin();
        yaml.Text("titel", draft.Title);
        yaml.Text("zusammenfassung", draft.Summary);
        yaml.Text("art", file.Kind is { } kind ? SourceKeys.Kinds.WordFor(kind) : "");
        yaml.List("themen", draft.Topics);
        yaml.Text("kommune", file.MunicipalitySlug);
        yaml.Text("betrifft", file.ConcernsSlug);
        yaml.Text(SourceKeys.Responsible, file.ResponsibleMail);
        yaml.Text("status", SourceKeys.States.WordFor(draft.State));
        yaml.Text("sichtbarkeit", SourceKeys.Visibilities.WordFor(draft.Visibility));
        yaml.Day("veroeffentlicht", file.PublishedOn);
        yaml.Day("geprueft", draft.ReviewedOn);
        yaml.Day("naechste_pruefung", draft.ReviewDue);
        WriteFacts(yaml, draft.Facts);
        yaml.End();
        return output.ToString();
    }

    private static void WriteFacts(YamlLines yaml, object? facts)
    {
        switch (facts)
        {
            case GuideFacts guide when guide != new GuideFacts():
                yaml.Mapping("leitfaden", () => WriteGuide(yaml, guide));
                break;
            case ProjectFacts project when !IsEmpty(project):
                yaml.Mapping("projekt", () => WriteProject(yaml, project));
                break;
            case MinutesFacts minutes when !IsEmpty(minutes):
                yaml.Mapping("protokoll", () => WriteMinutes(yaml, minutes));
                break;
        }
    }

    private static void WriteGuide(YamlLines yaml, GuideFacts guide)
    {
        yaml.Text("gilt_fuer", guide.AppliesTo);
        yaml.Text("aufwand", guide.Effort);
        yaml.Text("niveau", guide.Level is { } level ? SourceKeys.Levels.WordFor(level) : "");
    }

    private static void WriteProject(YamlLines yaml, ProjectFacts project)
    {
        yaml.Text("problem", project.Problem);
        yaml.Text("loesung", project.Solution);
        yaml.Text("kosten_einmalig", project.CostOnce);
        yaml.Text("kosten_jaehrlich", project.CostPerYear);
        yaml.Number("aufwand_personentage", project.EffortPersonDays);
        yaml.Text("dauer", project.Duration);
        yaml.Number("einwohner_von", project.InhabitantsFrom);
        yaml.Number("einwohner_bis", project.InhabitantsTo);
        yaml.List("voraussetzungen", project.Prerequisites);
        yaml.Mappings("software", project.Software, software =>
        {
            yaml.Text("name", software.Name);
            yaml.Text("lizenz", software.Licence);
            yaml.Text("link", software.Link);
        });
        yaml.Text("rechenzentrum", project.DataCentre);
        yaml.Text("kontakt", project.Contact);
        yaml.List("leistungen", project.Services);
        yaml.Text("nachfolger", project.Successor);
    }

    private static void WriteMinutes(YamlLines yaml, MinutesFacts minutes)
    {
        yaml.Day("datum", minutes.Date);
        yaml.Text("ort", minutes.Place);
        yaml.List("teilnehmende", minutes.Attendees);
        yaml.List("tagesordnung", minutes.Agenda);
    }

    // Lists are equal to themselves only.
    private static bool IsEmpty(ProjectFacts project) =>
        project.Prerequisites.Count + project.Software.Count + project.Services.Count == 0
        && project == new ProjectFacts
        {
            Prerequisites = project.Prerequisites,
            Software = project.Software,
            Services = project.Services,
        };

    private static bool IsEmpty(MinutesFacts minutes) =>
        minutes.Date is null && minutes.Place.Length + minutes.Attendees.Count + minutes.Agenda.Count == 0;

    /// <summary>Keys and values that are not empty, in YAML.</summary>
    private sealed class YamlLines(TextWriter output)
    {
        private readonly Emitter _emitter = new(output, new EmitterSettings(
            bestIndent: 2,
            bestWidth: int.MaxValue,
            isCanonical: false,
            maxSimpleKeyLength: 1024,
            skipAnchorName: true,
            indentSequences: true));

        public void Begin()
        {
            _emitter.Emit(new StreamStart());
            _emitter.Emit(new DocumentStart(null, null, isImplicit: true));
            _emitter.Emit(new MappingStart());
        }

        public void End()
        {
            _emitter.Emit(new MappingEnd());
            _emitter.Emit(new DocumentEnd(isImplicit: true));
            _emitter.Emit(new StreamEnd());
        }

        public void Text(string key, string value)
        {
            if (value.Length == 0)
                return;
            Scalar(key);
            Scalar(value);
        }

        public void Number(string key, decimal? value) =>
            Plain(key, value?.ToString("0.##", CultureInfo.InvariantCulture));

        public void Day(string key, DateOnly? value) =>
            Plain(key, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        public void List(string key, IReadOnlyList<string> values)
        {
            if (values.Count == 0)
                return;
            Scalar(key);
            _emitter.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Block));
            foreach (var value in values)
                Scalar(value);
            _emitter.Emit(new SequenceEnd());
        }

        public void Mapping(string key, Action write)
        {
            Scalar(key);
            _emitter.Emit(new MappingStart());
            write();
            _emitter.Emit(new MappingEnd());
        }

        public void Mappings<T>(string key, IReadOnlyList<T> values, Action<T> write)
        {
            if (values.Count == 0)
                return;
            Scalar(key);
            _emitter.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Block));
            foreach (var value in values)
            {
                _emitter.Emit(new MappingStart());
                write(value);
                _emitter.Emit(new MappingEnd());
            }

            _emitter.Emit(new SequenceEnd());
        }

        private void Plain(string key, string? value)
        {
            if (value is null)
                return;
            Scalar(key);
            _emitter.Emit(new Scalar(
                null, null, value, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
        }

        // Plain where every YAML reader takes it as text, else in double quotes.
        private void Scalar(string value)
        {
            var style = IsPlainText(value) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
            _emitter.Emit(new Scalar(null, null, value, style, isPlainImplicit: true, isQuotedImplicit: true));
        }

        private static bool IsPlainText(string value) =>
            value.Length > 0
            && char.IsLetter(value[0])
            && value[^1] is not (' ' or ':')
            && !value.Contains(": ", StringComparison.Ordinal)
            && !value.Contains(" #", StringComparison.Ordinal)
            && !value.Any(c => c is '\n' or '\t' || char.IsSurrogate(c))
            && value.ToLowerInvariant()
                is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n");
    }
}
