using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>
/// Imports who uses what, after the documents. What somebody said in the hub is newer than any file.
/// </summary>
public sealed class AdoptionImport(IDocumentSession session, TimeProvider clock)
{
    /// <summary>Takes over the list of a content folder, if there is one.</summary>
    /// <returns>How many entries are new or say something else.</returns>
    /// <exception cref="NetworkFileException">A line is wrong; nothing is taken over then.</exception>
    public async Task<int> ImportAsync(string folder, CancellationToken cancellation)
    {
        var file = new NetworkFile(folder, NetworkFiles.Adoptions);
        if (!file.Exists)
            return 0;
        var lines = (await NetworkYaml.OpenAsync(file, cancellation)).Lines(AdoptionLine.Keys);
        var names = await Names.ReadAsync(session, lines, cancellation);
        var present = (await session.Query<Adoption>().ToListAsync(cancellation))
            .ToDictionary(adoption => (adoption.ProjectId, adoption.MunicipalityId));
        var (count, seen) = (0, new HashSet<(Guid Project, Guid Municipality)>());
        foreach (var line in lines)
        {
            var (project, municipality) = (names.ProjectOf(line, "projekt"), names.MunicipalityOf(line));
            if (!seen.Add((project, municipality)))
                throw line.Fault("Diese Kommune steht bei diesem Projekt schon weiter oben.");
            var adoption = present.GetValueOrDefault((project, municipality));
            if (adoption is not null && !IsToChange(adoption, line, names))
                continue;
            adoption ??= new Adoption { ProjectId = project, MunicipalityId = municipality };
            Take(adoption, line, names);
            session.Change(adoption);
            count++;
        }

        await session.SaveChangesAsync(cancellation);
        return count;
    }

    // Only what stands there on the word of a source follows the file.
    private static bool IsToChange(Adoption adoption, YamlLine line, Names names) =>
        adoption.Source is { } source
        && (adoption.Facts != FactsOf(line, names) || line.Day("bestaetigt") is not null || source != SourceOf(line));

    private void Take(Adoption adoption, YamlLine line, Names names)
    {
        var facts = FactsOf(line, names);
        if (line.Day("bestaetigt") is { } day)
            adoption.Say(facts, day.StartsAt());
        else if (SourceOf(line) is { } source)
            adoption.SayFor(facts, source, source.AsOf.StartsAt());
        else
            adoption.SayFor(facts, source: null, clock.GetUtcNow());
    }

    private static AdoptionFacts FactsOf(YamlLine line, Names names) => new()
    {
        Stage = line.Word("stand", SourceKeys.Stages) ?? throw line.Fault("Hier fehlt die Angabe „stand“."),
        Since = SinceOf(line),
        ContactId = names.MemberOf(line.Text("ansprechperson")),
        Contact = line.Text("kontakt"),
        Procurement = line.Word("beschafft", SourceKeys.Procurements),
        CostOnce = line.WholeNumber("kosten_einmalig"),
        CostPerYear = line.WholeNumber("kosten_je_jahr"),
        PersonDays = line.WholeNumber("personentage"),
        Months = line.WholeNumber("monate"),
        Lessons = line.Texts("anders"),
        Tips = line.Texts("tipps"),
        EndedBecause = line.Texts("beendet_weil"),
        SuccessorId = line.Text("stattdessen").Length == 0 ? null : names.ProjectOf(line, "stattdessen"),
        IsPublic = line.Text("oeffentlich") == "ja",
    };

    private static string SinceOf(YamlLine line)
    {
        var typed = line.Text("seit");
        return typed.Length == 0
            ? ""
            : RoughDate.Parse(typed)
                ?? throw line.Fault("„seit“ muss ein Jahr oder ein Monat sein: 2024 oder 2024-03.");
    }

    private static AdoptionSource? SourceOf(YamlLine line)
    {
        var name = line.Text("quelle");
        if (name.Length == 0)
            return null;
        var link = line.Required("link");
        return WebAddress.IsValid(link)
            ? new AdoptionSource(name, link, line.Day("vom") ?? throw line.Fault("Zur Quelle gehört „vom“: ihr Tag."))
            : throw line.Fault("„link“ muss mit https:// oder http:// beginnen.");
    }

    /// <summary>Whom and what the lines name.</summary>
    private sealed record Names(
        IReadOnlyDictionary<string, Guid> Projects,
        IReadOnlyDictionary<string, Guid> Municipalities,
        IReadOnlyDictionary<string, Guid> Members)
    {
        public static async Task<Names> ReadAsync(
            IQuerySession session, IReadOnlyList<YamlLine> lines, CancellationToken cancellation)
        {
            string[] slugs =
                [.. lines.SelectMany(line => new[] { line.Text("projekt"), line.Text("stattdessen") }).Distinct()];
            string?[] mails = [.. lines.Select(line => EmailAddress.Key(line.Text("ansprechperson"))).Distinct()];
            var projects = await session.Query<Project>().Where(project => project.Slug.IsOneOf(slugs))
                .Select(project => new { project.Slug, project.Id }).ToListAsync(cancellation);
            var municipalities = await session.Query<Municipality>()
                .Select(place => new { place.Slug, place.Id }).ToListAsync(cancellation);
            var members = await session.Query<Member>().Where(member => member.NormalizedEmail.IsOneOf(mails))
                .Select(member => new { member.NormalizedEmail, member.Id }).ToListAsync(cancellation);
            return new Names(
                projects.ToDictionary(project => project.Slug, project => project.Id),
                municipalities.ToDictionary(place => place.Slug, place => place.Id),
                members.ToDictionary(member => member.NormalizedEmail!, member => member.Id));
        }

        public Guid ProjectOf(YamlLine line, string key) => Projects.TryGetValue(line.Required(key), out var id)
            ? id
            : throw line.Fault($"Das Projekt {NetworkFile.Quote(line.Text(key))} gibt es nicht.");

        public Guid MunicipalityOf(YamlLine line) => Municipalities.TryGetValue(line.Required("kommune"), out var id)
            ? id
            : throw line.Fault($"Die Kommune {NetworkFile.Quote(line.Text("kommune"))} gibt es nicht.");

        // Somebody this hub does not know is no reason to refuse the rest.
        public Guid? MemberOf(string mail) =>
            mail.Length > 0 && Members.TryGetValue(EmailAddress.Key(mail) ?? "", out var id) ? id : null;
    }
}
