using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>The index lets a viewer find just what the pages let them see.</summary>
public sealed class RightsTests
{
    private static readonly Guid Own = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly Guid Me = Guid.CreateVersion7();

    private static readonly Viewer[] Viewers =
    [
        Viewer.Anonymous,
        new(Me, "Liest", Role.Reader, Own),
        new(Me, "Schreibt", Role.Officer, Own),
        new(Me, "Koordiniert", Role.Coordinator, Other),
    ];

    private readonly List<IndexedDocument> _documents =
    [
        .. from state in Enum.GetValues<DocumentState>()
           from visibility in Enum.GetValues<Visibility>()
           from municipality in (Guid[])[Own, Other]
           from responsible in (Guid?[])[null, Me, Guid.CreateVersion7()]
           select SampleGuide.Of($"{state} {visibility}", "Kobold") with
           {
               State = state, Visibility = visibility, MunicipalityId = municipality, ResponsibleId = responsible,
           },
    ];

    private readonly RamIndex _index = new();

    [OneTimeSetUp]
    public void Fill() => Assert.That(_documents.Select(_index.Put), Is.All.True);

    [OneTimeTearDown]
    public void Close() => _index.Dispose();

    [TestCaseSource(nameof(Viewers))]
    public void Whoever_asks_finds_what_they_may_see(Viewer viewer)
    {
        foreach (var state in Enum.GetValues<DocumentState>())
        {
            var found = _index.Find("Kobold", new SearchScope(viewer) { State = state }, new SearchSlice(0, 100));
            var seen = _documents.Where(document => document.State == state && viewer.MaySee(document));
            Assert.That(found.Page.Select(hit => hit.Id), Is.EquivalentTo(seen.Select(document => document.Id)));
            Assert.That(found.Counts.Total, Is.EqualTo(found.Page.Count));
        }
    }
}
