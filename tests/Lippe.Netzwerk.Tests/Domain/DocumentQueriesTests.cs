using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class DocumentQueriesTests
{
    private static readonly Guid Lemgo = Guid.NewGuid();
    private static readonly Guid Detmold = Guid.NewGuid();
    private static readonly Guid Responsible = Guid.NewGuid();

    private static readonly Viewer ReaderOfLemgo = Member(Role.Reader, Lemgo);
    private static readonly Viewer OfficerOfLemgo = Member(Role.Officer, Lemgo);
    private static readonly Viewer OfficerOfDetmold = Member(Role.Officer, Detmold);
    private static readonly Viewer Coordinator = Member(Role.Coordinator, Detmold);
    private static readonly Viewer TheResponsible = Member(Role.Reader, Detmold) with { MemberId = Responsible };

    private static readonly Viewer[] Everybody =
        [Viewer.Anonymous, ReaderOfLemgo, OfficerOfLemgo, OfficerOfDetmold, Coordinator];

    [Test]
    public void Everybody_reads_what_is_public_and_published()
    {
        foreach (var viewer in Everybody)
            Assert.That(Sees(viewer, DocumentState.Published, Visibility.Public), Is.True, viewer.Name);
    }

    [Test]
    public void Visitors_see_nothing_of_the_network() =>
        Assert.That(Sees(Viewer.Anonymous, DocumentState.Published, Visibility.Network), Is.False);

    [Test]
    public void Documents_of_one_municipality_are_for_its_members_and_coordinators()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Sees(ReaderOfLemgo, DocumentState.Published, Visibility.OwnMunicipality), Is.True);
            Assert.That(Sees(Coordinator, DocumentState.Published, Visibility.OwnMunicipality), Is.True);
            Assert.That(Sees(OfficerOfDetmold, DocumentState.Published, Visibility.OwnMunicipality), Is.False);
            Assert.That(Sees(Viewer.Anonymous, DocumentState.Published, Visibility.OwnMunicipality), Is.False);
        });
    }

    [TestCase(DocumentState.Draft)]
    [TestCase(DocumentState.InReview)]
    public void Unfinished_documents_are_for_their_writers(DocumentState state)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Sees(OfficerOfLemgo, state, Visibility.Public), Is.True);
            Assert.That(Sees(Coordinator, state, Visibility.Public), Is.True);
            Assert.That(Sees(TheResponsible, state, Visibility.OwnMunicipality), Is.True);
            Assert.That(Sees(ReaderOfLemgo, state, Visibility.Public), Is.False);
            Assert.That(Sees(OfficerOfDetmold, state, Visibility.Public), Is.False);
            Assert.That(Sees(Viewer.Anonymous, state, Visibility.Public), Is.False);
        });
    }

    [Test]
    public void Officers_write_for_their_own_municipality_and_coordinators_for_all()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Writes(OfficerOfLemgo), Is.True);
            Assert.That(Writes(Coordinator), Is.True);
            Assert.That(Writes(OfficerOfDetmold), Is.False);
            Assert.That(Writes(ReaderOfLemgo), Is.False);
            Assert.That(Writes(TheResponsible), Is.False);
            Assert.That(Writes(Viewer.Anonymous), Is.False);
        });
    }

    [Test]
    public void The_query_and_the_viewer_agree_on_who_writes()
    {
        foreach (var viewer in (Viewer[])[.. Everybody, TheResponsible])
            Assert.That(viewer.MayWriteFor(Lemgo), Is.EqualTo(Writes(viewer)), viewer.Name);
    }

    [Test]
    public void Whoever_is_responsible_keeps_seeing_the_document(
        [Values] DocumentState state, [Values] Visibility visibility) =>
        Assert.That(Sees(TheResponsible, state, visibility), Is.True);

    [Test]
    public void The_query_and_the_viewer_agree_on_who_sees([Values] DocumentState state, [Values] Visibility visibility)
    {
        var document = OfLemgo(state, visibility).Single();
        foreach (var viewer in (Viewer[])[.. Everybody, TheResponsible])
            Assert.That(viewer.MaySee(document), Is.EqualTo(Sees(viewer, state, visibility)), viewer.Name);
    }

    private static bool Sees(Viewer viewer, DocumentState state, Visibility visibility) =>
        OfLemgo(state, visibility).VisibleTo(viewer).Any();

    private static bool Writes(Viewer viewer) =>
        OfLemgo(DocumentState.Draft, Visibility.Network).WritableBy(viewer).Any();

    private static IQueryable<Document> OfLemgo(DocumentState state, Visibility visibility)
    {
        var document = Document.Create(DocumentKind.Guide, "titel");
        var draft = new Draft
        {
            Title = "Titel",
            MunicipalityId = Lemgo,
            ResponsibleId = Responsible,
            State = state,
            Visibility = visibility,
        };
        document.Revise(draft, DateTimeOffset.UnixEpoch);
        return new[] { document }.AsQueryable();
    }

    private static Viewer Member(Role role, Guid municipality) => new(Guid.NewGuid(), $"{role}", role, municipality);
}
