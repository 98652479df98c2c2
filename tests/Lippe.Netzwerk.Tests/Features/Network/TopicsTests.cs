using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Network;

public sealed class TopicsTests : FreshHubTests
{
    private const string List = "/netzwerk/themen";

    private TestBrowser _coordinator = null!;

    [SetUp]
    public async Task SignIn() => _coordinator = await Hub.SignInAsync(Role.Coordinator);

    [TearDown]
    public void SignOut() => _coordinator.Dispose();

    [Test]
    public async Task A_new_topic_takes_its_place_and_can_be_chosen()
    {
        await SaveAsync($"{List}/neu", new { Name = "Sicherheit", Description = "Schutz von Daten.", Place = 2 });

        Assert.That((await NamesAsync()).Take(3), Is.EqualTo(new[] { "Verwaltung", "Sicherheit", "Mobilität" }));
        Assert.That((await _coordinator.GetAsync("/leitfaeden/neu")).Text, Does.Contain("Sicherheit"));
        Assert.That((await _coordinator.GetAsync("/suche?thema=sicherheit")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_renamed_topic_keeps_its_address_and_its_documents()
    {
        // The files were taken over by the real clock.
        Hub.Clock.Set(DateTimeOffset.UtcNow);
        await Hub.AddDocumentAsync("Bus", change: draft => draft with { Topics = ["mobilitaet"] });

        await SaveAsync($"{List}/mobilitaet", new { Name = "Unterwegs", Place = 1 });

        Assert.That((await NamesAsync())[0], Is.EqualTo("Unterwegs"));
        var found = await _coordinator.GetAsync("/leitfaeden?thema=mobilitaet");
        Assert.That(found.Text, Does.Contain("Bus").And.Contain("Unterwegs"));
        var versions = await _coordinator.GetAsync($"{List}/mobilitaet/versionen/2");
        Assert.That(versions.Document.QuerySelector(".ln-panel ins")!.TextContent, Does.Contain("Unterwegs"));
    }

    [TestCase("", 1, "Geben Sie einen Namen ein")]
    [TestCase("mobilität", 1, "So heißt schon ein anderes Thema")]
    [TestCase("Neu", 99, "Wählen Sie eine Stelle")]
    public async Task What_cannot_be_is_said_and_nothing_typed_is_lost(string name, int place, string message)
    {
        var page = await SaveAsync($"{List}/neu", new { Name = name, Description = "Bleibt stehen.", Place = place });
        Assert.That(page.Text, Does.Contain(message).And.Contain("Bleibt stehen."));
        Assert.That(await NamesAsync(), Has.Count.EqualTo(8));
    }

    [Test]
    public async Task Whoever_comes_second_keeps_what_they_typed()
    {
        var mine = await _coordinator.GetAsync($"{List}/mobilitaet");
        await SaveAsync($"{List}/mobilitaet", new { Name = "Schneller" });

        var conflict = await _coordinator.SubmitAsync(mine, new { Name = "Langsamer" });

        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(conflict.Text, Does.Contain("Schneller"));
        await _coordinator.SubmitAsync(conflict, new { });
        Assert.That(await NamesAsync(), Has.Some.EqualTo("Langsamer").And.None.EqualTo("Schneller"));
    }

    [Test]
    public async Task A_topic_nobody_uses_is_removed_and_no_file_brings_it_back()
    {
        await SaveAsync($"{List}/staedtebau/ende", new { });
        Assert.That(await NamesAsync(), Has.None.EqualTo("Städtebau"));

        using var folder = new ImportFolder().With("themen.yml", "- id: staedtebau\n  name: Städtebau\n");
        var kept = (await folder.ImportNetworkAsync(Hub)).Kept;

        Assert.That(kept.Single().Sentence, Is.EqualTo(
            "themen.yml: „Städtebau“ wurde im Hub entfernt und kommt nicht wieder."));
        Assert.That(await NamesAsync(), Has.None.EqualTo("Städtebau"));
    }

    [Test]
    public async Task A_topic_in_use_goes_only_into_another_one()
    {
        await Hub.AddDocumentAsync("Bus", change: draft => draft with { Topics = ["mobilitaet"] });
        var refused = await SaveAsync($"{List}/mobilitaet/ende", new { Into = "" });
        Assert.That(refused.Text, Does.Contain("Wählen Sie, zu welchem Thema die Dokumente kommen"));
        Assert.That(await NamesAsync(), Has.Some.EqualTo("Mobilität"));
    }

    [Test]
    public async Task What_belonged_to_a_topic_belongs_to_the_other_one()
    {
        var document = await Hub.AddDocumentAsync(
            "Bus", change: draft => draft with { Topics = ["mobilitaet", "verwaltung"] });
        var draft = await Hub.AddDocumentAsync(
            "Rad", change: draft => draft with { Topics = ["mobilitaet"], State = DocumentState.Draft });
        var member = await Hub.AddMemberAsync(Role.Reader);
        await Hub.WithStoreAsync(async session =>
        {
            var reader = (await session.LoadAsync<Member>(member.Id))!;
            reader.Topics = ["mobilitaet"];
            session.UpdateRevision(reader, reader.Version + 1);
            session.Insert(new SavedSearch
            {
                MemberId = member.Id,
                Text = "Bus",
                Topic = "mobilitaet",
                SavedAt = Hub.Clock.GetUtcNow(),
            });
            await session.SaveChangesAsync();
            return reader;
        });

        var done = await SaveAsync($"{List}/mobilitaet/ende", new { Into = "verwaltung" });

        Assert.That(done.Html, Does.Contain("gehört jetzt zu „Verwaltung“"));
        await Hub.WithStoreAsync(async session =>
        {
            var moved = (await session.LoadAsync<Document>(document.Id))!;
            Assert.That((moved.Topics, moved.Version), Is.EqualTo((new[] { "verwaltung" }, 2L)));
            Assert.That((await session.LoadAsync<Document>(draft.Id))!.Topics, Is.EqualTo(new[] { "verwaltung" }));
            Assert.That((await session.LoadAsync<Member>(member.Id))!.Topics, Is.EqualTo(new[] { "verwaltung" }));
            Assert.That((await session.Query<SavedSearch>().SingleAsync()).Topic, Is.EqualTo("verwaltung"));
            var revision = await session.Query<Revision>().SingleAsync(r => r.DocumentId == moved.Id && r.Number == 2);
            Assert.That(revision.IsSubstantial, Is.False, "it is no news");
            Assert.That(revision.Note, Does.Contain("„Mobilität“"));
            return moved;
        });
        Assert.That(await NamesAsync(), Has.None.EqualTo("Mobilität"));
        var old = await _coordinator.GetAsync("/leitfaeden/bus/versionen");
        await _coordinator.SubmitAsync(old, new { }, "/leitfaeden/bus/versionen/1/wiederherstellung");
        Assert.That((await _coordinator.GetAsync("/leitfaeden/bus")).Html, Does.Not.Contain("mobilitaet"));
    }

    private async Task<TestPage> SaveAsync(string path, object fields) =>
        await _coordinator.SubmitAsync(await _coordinator.GetAsync(path), fields);

    private async Task<List<string>> NamesAsync() =>
        [.. (await _coordinator.GetAsync(List)).Document.QuerySelectorAll("tbody th").Select(row => row.TextContent)];
}
