using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>Searches that members keep, in their digest.</summary>
public sealed class KeptSearchesTests : HubTests
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
        Assert.That((await Visitor.GetAsync("/monatsbriefe/2026-12")).Text, Does.Not.Contain("gemerkten Suchen"));
    }
}
