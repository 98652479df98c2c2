using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Marten;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>The municipalities, topics and members an imported file may name.</summary>
internal sealed class ImportReferences
{
    private readonly Dictionary<string, Guid> _municipalities;
    private readonly HashSet<string> _topics;
    private readonly Dictionary<string, Guid> _members;
    private readonly string _district;

    private ImportReferences(
        IReadOnlyList<Municipality> municipalities, IEnumerable<string> topics, Dictionary<string, Guid> members)
    {
        _municipalities = municipalities.ToDictionary(m => m.Slug, m => m.Id);
        _topics = [.. topics];
        _members = members;
        _district = municipalities.OrderByDescending(m => m.IsDistrict).ThenBy(m => m.Slug).First().Slug;
    }

    public static async Task<ImportReferences> LoadAsync(IDocumentSession session, CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Where(m => m.LeftAt == null && m.NormalizedEmail != null)
            .Select(m => new { m.Id, m.NormalizedEmail })
            .ToListAsync(cancellation);
        return new ImportReferences(
            await session.Query<Municipality>().ToListAsync(cancellation),
            await session.Query<Topic>().Select(topic => topic.Id).ToListAsync(cancellation),
            members.ToDictionary(m => m.NormalizedEmail!, m => m.Id));
    }

    /// <summary>Null when everything the file names exists and fits.</summary>
    public SourceError? Check(SourceFile file, string content)
    {
        if (file.MunicipalitySlug.Length > 0 && !_municipalities.ContainsKey(file.MunicipalitySlug))
            return Unknown("kommune", content, $"Die Kommune „{file.MunicipalitySlug}“", _municipalities.Keys);
        if (file.ConcernsSlug.Length > 0 && !_municipalities.ContainsKey(file.ConcernsSlug))
            return Unknown("betrifft", content, $"Die Kommune „{file.ConcernsSlug}“", _municipalities.Keys);

        return file.Draft.Topics.FirstOrDefault(topic => !_topics.Contains(topic)) is { } unknown
            ? Unknown("themen", content, $"Das Thema „{unknown}“", _topics)
            : null;
    }

    /// <summary>The draft with ids in place of names; who is no member stays in the file's own keys.</summary>
    public Draft Resolve(SourceFile file)
    {
        var owner = _municipalities[file.MunicipalitySlug.Length > 0 ? file.MunicipalitySlug : _district];
        Guid? concerned = file.ConcernsSlug.Length > 0 ? _municipalities[file.ConcernsSlug] : null;
        var draft = _members.TryGetValue(EmailAddress.Key(file.ResponsibleMail), out var member)
            ? file.Draft with { ResponsibleId = member }
            : file.DraftWithUnknownResponsible;
        return draft with { MunicipalityId = owner, ConcernsId = concerned };
    }

    /// <summary>The line, from 1, on which a key of the head stands.</summary>
    public static int LineOf(string key, string content) =>
        1 + content.Split('\n').TakeWhile(line => !line.StartsWith(key + ":", StringComparison.Ordinal)).Count();

    private static SourceError Unknown(string key, string content, string what, IEnumerable<string> known) =>
        new(LineOf(key, content), $"{what} gibt es nicht. Bekannt sind: {string.Join(", ", known.Order())}.");
}
