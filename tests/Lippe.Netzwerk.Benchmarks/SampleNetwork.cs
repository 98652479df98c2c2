using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Marten;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Fills a hub's database with many members and documents.</summary>
internal sealed class SampleNetwork(IDocumentStore store)
{
    private const int Batch = 500;

    private static readonly string Text =
        string.Concat(Enumerable.Repeat("Ein Absatz über das Vorgehen.\n\n", 100)).Trim('\n');

    /// <summary>Readers of all municipalities; each wants other topics.</summary>
    public Task AddMembersAsync(int count, CancellationToken cancellation) => AddAsync(count, MemberOf, cancellation);

    /// <summary>Guides published within the last three weeks.</summary>
    /// <remarks>Every tenth is for one municipality, every fifth for members only.</remarks>
    public Task AddDocumentsAsync(int count, CancellationToken cancellation) => AddAsync(count, GuideOf, cancellation);

    private async Task AddAsync(int count, Func<int, Network, IEnumerable<object>> make, CancellationToken cancellation)
    {
        var network = await ReadAsync(cancellation);
        foreach (var numbers in Enumerable.Range(1, count).Chunk(Batch))
        {
            await using var session = store.LightweightSession();
            session.InsertObjects(numbers.SelectMany(number => make(number, network)));
            await session.SaveChangesAsync(cancellation);
        }
    }

    private async Task<Network> ReadAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var municipalities = await session.Query<Municipality>().ToListAsync(cancellation);
        var topics = await session.Query<Topic>().ToListAsync(cancellation);
        return new Network(
            [.. municipalities.OrderBy(municipality => municipality.Slug)],
            [.. topics.OrderBy(topic => topic.Position).Select(topic => topic.Id)]);
    }

    private static IEnumerable<object> MemberOf(int number, Network network)
    {
        var mail = $"leser{number}@kommune{number % 17}.example";
        yield return new Member
        {
            Id = Guid.CreateVersion7(),
            Email = mail,
            NormalizedEmail = mail.ToUpperInvariant(),
            Name = $"Leser:in Nummer {number}",
            MunicipalityId = network.MunicipalityOf(number).Id,
            Role = Role.Reader,
            Topics = network.TopicsOf(number),
            JoinedAt = TimeProvider.System.GetUtcNow().AddYears(-1),
        };
    }

    private static IEnumerable<object> GuideOf(int number, Network network)
    {
        var document = Document.Create(DocumentKind.Guide, $"beispiel-{number}");
        var draft = new Draft
        {
            Title = $"Beispiel {number}: Bürgerdienste gemeinsam einführen und pflegen",
            Summary = $"Wie die Kommune Nummer {number} den Dienst eingeführt hat, was er gekostet hat "
                + "und wen man dabei von Anfang an beteiligt.",
            Body = Text,
            Topics = network.TopicsOf(number),
            MunicipalityId = network.MunicipalityOf(number).Id,
            State = DocumentState.Published,
            Visibility = number % 10 == 0 ? Visibility.OwnMunicipality
                : number % 5 == 0 ? Visibility.Network
                : Visibility.Public,
        };
        document.Revise(draft, TimeProvider.System.GetUtcNow().AddDays(-(number % 20)).AddHours(-1));
        var rendering = MarkdownRenderer.Render(Text);
        yield return document;
        yield return new Revision
        {
            DocumentId = document.Id,
            Number = 1,
            Title = document.Title,
            Head = SourceWriter.Head(new SourceFile { Kind = document.Kind, Draft = draft }),
            Body = Text,
            Html = rendering.Html,
            Contents = [.. rendering.Contents],
            At = document.ChangedAt,
        };
    }

    private sealed record Network(IReadOnlyList<Municipality> Municipalities, IReadOnlyList<string> Topics)
    {
        public Municipality MunicipalityOf(int number) => Municipalities[number % Municipalities.Count];

        public List<string> TopicsOf(int number) => [.. Topics.Where((_, index) => (number + index) % 3 == 0)];
    }
}
