using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>Searches that members keep, in their digest.</summary>
public sealed class KeptSearchesTests : FreshHubTests
{
    [Test]
    public async Task News_that_a_kept_search_finds_stand_first_and_only_if_their_reader_may_see_them()
    {
        using var member = await Hub.SignInAsync(Role.Reader, "detmold");
        await member.SubmitAsync(
            await member.GetAsync("/suche?q=Fernw%C3%A4rme&art=projekte"), new { }, "/suche/gemerkt");
        await Hub.AddDocumentAsync(
            "Heizen im Quartier", DocumentKind.Project, change: draft => draft with { Body = "Mit Fernwärmenetz." });
        await Hub.AddDocumentAsync(
            "Geheimes Heizen", DocumentKind.Project,
            change: draft => draft with { Body = "Mit Fernwärme.", Visibility = Visibility.OwnMunicipality });
        await Hub.AddDocumentAsync("Leitfaden zur Fernwärme");
        Hub.Clock.Set(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await Hub.PrepareDueAsync();

        var sections = (await member.GetAsync("/monatsbriefe/2026-12")).Document.QuerySelectorAll("section")
            .ToDictionary(
                section => section.QuerySelector("h2")!.TextContent.Trim(),
                section => section.QuerySelectorAll(".ln-row__title")
                    .Select(title => title.TextContent.Trim()).ToList());
        Assert.That(sections["Zu Ihren gemerkten Suchen"], Is.EqualTo(new[] { "Heizen im Quartier" }));
        Assert.That(
            sections["Aus dem Netzwerk"],
            Does.Contain("Leitfaden zur Fernwärme").And.Not.Contain("Heizen im Quartier"));
        Assert.That((await Hub.Visitor().GetAsync("/monatsbriefe/2026-12")).Text, Does.Not.Contain("gemerkten Suchen"));
    }

    [Test]
    public async Task A_kept_search_about_a_municipality_finds_what_others_write_about_it()
    {
        using var member = await Hub.SignInAsync(Role.Reader, "detmold");
        await member.SubmitAsync(
            await member.GetAsync("/suche?q=Dampfnetz&betrifft=lage"), new { }, "/suche/gemerkt");
        var lage = await Hub.WithStoreAsync(session =>
            session.Query<Municipality>().SingleAsync(municipality => municipality.Slug == "lage"));
        await Hub.AddDocumentAsync("Dampf in Lage", municipality: "redaktion", change: draft => draft with
        {
            ConcernsId = lage.Id,
            Body = "Ein Dampfnetz.",
        });
        await Hub.AddDocumentAsync("Dampf überhaupt", change: draft => draft with { Body = "Ein Dampfnetz." });
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));

        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var kept = await Hub.WithStoreAsync(session => session.Query<SavedSearch>().SingleAsync());
        var mail = await coordinator.GetAsync($"/monatsbriefe/2026-11/vorschau/mail?mitglied={kept.MemberId}");
        var first = mail.Document.QuerySelectorAll("h2, h3").Select(heading => heading.TextContent.Trim())
            .SkipWhile(heading => heading != "Zu Ihren gemerkten Suchen").Take(3).ToList();
        Assert.That(first[..2], Is.EqualTo(new[] { "Zu Ihren gemerkten Suchen", "Dampf in Lage" }));
        Assert.That(first[2], Is.Not.EqualTo("Dampf überhaupt"));
    }
}
