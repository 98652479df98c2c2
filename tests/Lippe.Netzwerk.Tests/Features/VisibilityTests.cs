using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features;

/// <summary>Who finds what where.</summary>
/// <remarks>Every route that shows documents, for every viewer, kind, state and visibility.</remarks>
public sealed class VisibilityTests
{
    private const string Word = "Sichtbarkeitsprobe";

    // All documents belong to Lemgo. The columns: a visitor; readers of Lemgo and Detmold
    // and the responsible one, a reader of Detmold; officers of Lemgo and Detmold; a coordinator of Detmold.
    private static readonly (DocumentState[] States, Visibility[] Visibilities, string SeenBy)[] Table =
    [
        ([DocumentState.Published, DocumentState.Archived], [Visibility.Public], "x xxx xx x"),
        ([DocumentState.Published, DocumentState.Archived], [Visibility.Network], "- xxx xx x"),
        ([DocumentState.Published, DocumentState.Archived], [Visibility.OwnMunicipality], "- x-x x- x"),
        ([DocumentState.Draft, DocumentState.InReview], Enum.GetValues<Visibility>(), "- --x x- x"),
    ];

    private const string WrittenBy = "- --- x- x";

    private static readonly string[] Viewers =
    [
        "visitor", "reader-lemgo", "reader-detmold", "responsible", "officer-lemgo", "officer-detmold", "coordinator",
    ];

    private static readonly DocumentKind[] Kinds = Enum.GetValues<DocumentKind>();
    private static readonly DocumentState[] States = Enum.GetValues<DocumentState>();

    private static readonly Sample[] Samples =
    [
        .. from kind in Kinds
           from row in Table
           from state in row.States
           from visibility in row.Visibilities
           select new Sample(kind, state, visibility, row.SeenBy.Replace(" ", "", StringComparison.Ordinal)),
    ];

    private readonly Dictionary<string, TestBrowser> _browsers = [];
    private TestHub _hub = null!;
    private Member _responsible = null!;

    [OneTimeSetUp]
    public async Task Fill()
    {
        _hub = await TestHub.StartAsync();
        _responsible = await _hub.AddMemberAsync(Role.Reader, "detmold");
        _browsers["responsible"] = await _hub.SignInAsync(_responsible);
        _browsers["visitor"] = _hub.Visitor();
        _browsers["reader-lemgo"] = await _hub.SignInAsync(Role.Reader, "lemgo");
        _browsers["reader-detmold"] = await _hub.SignInAsync(Role.Reader, "detmold");
        _browsers["officer-lemgo"] = await _hub.SignInAsync(Role.Officer, "lemgo");
        _browsers["officer-detmold"] = await _hub.SignInAsync(Role.Officer, "detmold");
        _browsers["coordinator"] = await _hub.SignInAsync(Role.Coordinator, "detmold");
        foreach (var sample in Samples)
        {
            await _hub.AddDocumentAsync(sample.Title, sample.Kind, change: draft => draft with
            {
                Body = $"{Word} zum Finden.",
                State = sample.State,
                Visibility = sample.Visibility,
                ResponsibleId = _responsible.Id,
                ReviewDue = new DateOnly(2026, 11, 30),
            });
        }

        _hub.Clock.Set(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await using var scope = _hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DigestPreparation>().PrepareDueAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var browser in _browsers.Values)
            browser.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task A_document_page_exists_for_those_who_may_read_it([ValueSource(nameof(Viewers))] string viewer) =>
        Assert.That(await StatusesAsync(viewer, ""), Is.EqualTo(Expected(viewer, sample => sample.IsSeenBy(viewer))));

    [Test]
    public async Task Versions_exist_for_members_who_may_read_the_document(
        [ValueSource(nameof(Viewers))] string viewer,
        [Values("/versionen", "/versionen/1", "/versionen/1/vergleich?mit=1")] string route)
    {
        var expected = Expected(viewer, sample => sample.IsSeenBy(viewer), forMembers: true);
        Assert.That(await StatusesAsync(viewer, route), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_form_exists_for_those_who_may_write([ValueSource(nameof(Viewers))] string viewer)
    {
        var expected = Expected(viewer, _ => Has(WrittenBy, viewer), forMembers: true);
        Assert.That(await StatusesAsync(viewer, "/bearbeiten"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Who_may_not_write_changes_nothing(
        [ValueSource(nameof(Viewers))] string viewer,
        [Values(
            "/stand", "/pruefung", "/bearbeiten", "/loeschung", "/versionen/1/wiederherstellung",
            "/versionen/1/entfernung")]
        string route)
    {
        if (Has(WrittenBy, viewer))
            return;
        var home = await _browsers[viewer].GetAsync("/");
        var token = home.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var refusal = viewer == "visitor" ? HttpStatusCode.Redirect : HttpStatusCode.NotFound;
        foreach (var sample in Samples.Where(s => s.Kind == DocumentKind.Guide))
        {
            using var content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", token),
                new("stand", "Archived"),
                new("Title", "Gekapert"),
                new("Version", "1"),
            ]);
            var answer = await _browsers[viewer].SendAsync(HttpMethod.Post, sample.Path + route, content);
            Assert.That(answer.StatusCode, Is.EqualTo(refusal), sample.Title);
        }
    }

    [Test]
    public async Task A_list_shows_what_the_viewer_may_read(
        [ValueSource(nameof(Viewers))] string viewer,
        [ValueSource(nameof(Kinds))] DocumentKind kind,
        [ValueSource(nameof(States))] DocumentState state)
    {
        var page = await _browsers[viewer].GetAsync($"/{kind.Path()}?stand={state.Key()}");
        var shown = viewer == "visitor" ? DocumentState.Published : state;
        AssertShows(page, Samples.Where(s => s.Kind == kind && s.State == shown && s.IsSeenBy(viewer)));
    }

    [Test]
    public async Task Search_finds_and_counts_what_the_viewer_may_read(
        [ValueSource(nameof(Viewers))] string viewer, [ValueSource(nameof(States))] DocumentState state)
    {
        var page = await _browsers[viewer].GetAsync($"/suche?q={Word}&stand={state.Key()}");
        var found = viewer == "visitor" ? DocumentState.Published : state;
        var expected = Samples.Where(s => s.State == found && s.IsSeenBy(viewer)).ToList();
        AssertShows(page, expected);
        var shown = page.Document.QuerySelectorAll(".ln-tabs a span").Select(span => int.Parse(span.TextContent, null));
        int[] counts = [expected.Count, .. Kinds.Select(kind => expected.Count(s => s.Kind == kind))];
        Assert.That(shown, Is.EqualTo(counts));
    }

    [Test]
    public async Task Filters_count_what_the_viewer_may_read([ValueSource(nameof(Viewers))] string viewer)
    {
        var page = await _browsers[viewer].GetAsync($"/suche?q={Word}");
        var expected = PublishedFor(viewer).Count();
        foreach (var filter in (string[])["kommune", "jahr"])
        {
            var choice = page.Document.QuerySelector($"select[name={filter}] option:last-child")!;
            Assert.That(choice.TextContent.Trim(), Does.EndWith($"({expected})"), filter);
        }
    }

    [Test]
    public async Task Suggestions_name_what_the_viewer_may_read([ValueSource(nameof(Viewers))] string viewer)
    {
        foreach (var sample in Samples)
        {
            var page = await _browsers[viewer].GetAsync($"/suche/vorschlaege?q={Uri.EscapeDataString(sample.Title)}");
            var paths = page.Document.QuerySelectorAll("[data-path]").Select(hit => hit.GetAttribute("data-path"));
            Assert.That(paths.Contains(sample.Path), Is.EqualTo(PublishedFor(viewer).Contains(sample)), sample.Title);
        }
    }

    [Test]
    public async Task Similar_documents_are_those_the_viewer_may_read([ValueSource(nameof(Viewers))] string viewer)
    {
        foreach (var sample in Samples.Where(s => s.IsSeenBy(viewer)))
        {
            var page = await _browsers[viewer].GetAsync(sample.Path);
            var similar = page.Document.QuerySelectorAll(".ln-similar a").Select(link => link.GetAttribute("href"));
            Assert.That(similar, Is.SubsetOf(PublishedFor(viewer).Select(s => s.Path)), sample.Title);
        }
    }

    [Test]
    public async Task A_digest_tells_what_the_viewer_may_read([ValueSource(nameof(Viewers))] string viewer) =>
        AssertShows(await _browsers[viewer].GetAsync("/monatsbriefe/2026-12"), PublishedFor(viewer));

    [Test]
    public async Task The_page_of_a_member_shows_what_the_viewer_may_read([ValueSource(nameof(Viewers))] string viewer)
    {
        if (viewer == "visitor")
            return;
        var first = await _browsers[viewer].GetAsync($"/mitglieder/{_responsible.Id}");
        var second = await _browsers[viewer].GetAsync($"/mitglieder/{_responsible.Id}?seite=2");
        var expected = Samples.Where(s => s.State != DocumentState.Archived && s.IsSeenBy(viewer));
        Assert.That(Shown(first).Concat(Shown(second)), Is.EquivalentTo(expected.Select(s => s.Path)));
    }

    [Test]
    public async Task No_page_names_a_document_the_viewer_may_not_read(
        [ValueSource(nameof(Viewers))] string viewer,
        [Values(
            "/", "/kommunen", "/kommunen/lemgo", "/suche?kommune=lemgo", "/monatsbriefe",
            "/leitfaeden?kommune=lemgo&stand=entwurf")]
        string path)
    {
        var page = await _browsers[viewer].GetAsync(path);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        foreach (var sample in Samples.Where(s => !s.IsSeenBy(viewer)))
            Assert.That(page.Html, Does.Not.Contain(sample.Title).And.Not.Contain(sample.Path + "\""));
    }

    [Test]
    public async Task The_start_page_counts_what_the_viewer_may_read([ValueSource(nameof(Viewers))] string viewer)
    {
        var page = await _browsers[viewer].GetAsync("/");
        var guides = page.Document.QuerySelector(".ln-hero a[href='/leitfaeden']")!;
        var expected = PublishedFor(viewer).Count(sample => sample.Kind == DocumentKind.Guide);
        Assert.That(guides.TextContent, Does.StartWith($"{expected} "));
    }

    [Test]
    public async Task The_page_of_a_municipality_shows_what_the_viewer_may_read(
        [ValueSource(nameof(Viewers))] string viewer)
    {
        var page = await _browsers[viewer].GetAsync("/kommunen/lemgo");
        foreach (var sample in PublishedFor(viewer))
            Assert.That(page.Html, Does.Contain(sample.Path + "\""));
    }

    private static void AssertShows(TestPage page, IEnumerable<Sample> expected)
    {
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Shown(page), Is.EquivalentTo(expected.Select(sample => sample.Path)));
    }

    private static IEnumerable<string?> Shown(TestPage page) =>
        page.Document.QuerySelectorAll(".ln-row__title a").Select(link => link.GetAttribute("href"));

    private async Task<List<string>> StatusesAsync(string viewer, string route)
    {
        var statuses = new List<string>();
        foreach (var sample in Samples)
        {
            var answer = await _browsers[viewer].SendAsync(HttpMethod.Get, sample.Path + route);
            statuses.Add($"{sample.Title}: {(int)answer.StatusCode}");
            if (answer.StatusCode == HttpStatusCode.Redirect)
                Assert.That(answer.Headers.Location?.OriginalString, Does.StartWith("/anmelden?"));
        }

        return statuses;
    }

    private static IEnumerable<Sample> PublishedFor(string viewer) =>
        Samples.Where(sample => sample.State == DocumentState.Published && sample.IsSeenBy(viewer));

    // Visitors are asked to sign in where members only may read: whether the document exists is not told.
    private static IEnumerable<string> Expected(string viewer, Func<Sample, bool> exists, bool forMembers = false)
    {
        var mustSignIn = forMembers && viewer == "visitor";
        return Samples.Select(sample => $"{sample.Title}: {(mustSignIn ? 302 : exists(sample) ? 200 : 404)}");
    }

    private static bool Has(string columns, string viewer) =>
        columns.Replace(" ", "", StringComparison.Ordinal)[Array.IndexOf(Viewers, viewer)] == 'x';

    /// <summary>One document of Lemgo.</summary>
    private sealed record Sample(DocumentKind Kind, DocumentState State, Visibility Visibility, string SeenBy)
    {
        public string Title => $"Probe {Kind} {State} {Visibility}";

        public string Path => $"/{Kind.Path()}/{Slug.Of(Title)}";

        public bool IsSeenBy(string viewer) => Has(SeenBy, viewer);
    }
}
