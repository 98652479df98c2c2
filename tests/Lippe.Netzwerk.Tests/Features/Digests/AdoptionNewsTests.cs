using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>What the digest says of who uses what.</summary>
public sealed class AdoptionNewsTests : FreshHubTests
{
    [Test]
    public async Task Those_whom_it_concerns_are_told_first_and_nobody_of_their_own()
    {
        var ours = await AddAsync("Ratsinfo aus Lage", "lage");
        var others = await AddAsync("Datenraum aus Detmold", "detmold");
        using var officer = await Hub.SignInAsync(Role.Officer);
        await SayAsync(officer, others, AdoptionStage.InUse);
        await SayAsync(officer, ours, AdoptionStage.RollingOut);
        var owner = await Hub.AddMemberAsync(Role.Reader, "lage");
        var user = await Hub.AddMemberAsync(Role.Reader, "lemgo");

        var letter = await LetterAsync(owner);
        Assert.That(letter, Does.Match(
            "Wer nutzt jetzt was?.*Ratsinfo aus Lage Lemgo: wird eingeführt.*Datenraum aus Detmold Lemgo: im Einsatz"));
        Assert.That(await LetterAsync(user), Does.Not.Contain("Wer nutzt jetzt was?"));

        await Hub.DoWithoutAsync(owner, DigestParts.Adoptions);
        Assert.That(await LetterAsync(owner), Does.Not.Contain("Wer nutzt jetzt was?"));
    }

    [Test]
    public async Task Plans_and_what_one_may_not_see_are_not_told()
    {
        var secret = await AddAsync("Nur für Lage", "lage", Visibility.OwnMunicipality);
        var open = await AddAsync("Für alle", "lage");
        using (var lage = await Hub.SignInAsync(Role.Officer, "lage"))
        {
            await SayAsync(lage, secret, AdoptionStage.InUse);
            await SayAsync(lage, open, AdoptionStage.Planned);
        }

        var member = await LetterAsync(await Hub.AddMemberAsync(Role.Reader, "lemgo"));
        Assert.That(member, Does.Contain("Für alle Lage: geplant").And.Not.Contain("Nur für Lage"));
        await Hub.PrepareNowAsync();
        var page = await Hub.Visitor().GetAsync("/monatsbriefe/2026-11");
        Assert.That(page.Text, Does.Not.Contain("geplant").And.Not.Contain("Nur für Lage"));
    }

    private async Task<string> AddAsync(string title, string place, Visibility visibility = Visibility.Public) =>
        (await Hub.AddDocumentAsync(
            title, DocumentKind.Project, place, draft => draft with { Visibility = visibility })).Address();

    private static async Task SayAsync(TestBrowser officer, string project, AdoptionStage stage) =>
        await officer.SubmitAsync(await officer.GetAsync($"{project}/nachnutzung"), new { Stage = $"{stage}" });

    private async Task<string> LetterAsync(Member reader)
    {
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        using var coordinator = await Hub.SignInAsync(Role.Coordinator, "redaktion");
        return (await coordinator.GetAsync($"/monatsbriefe/2026-11/vorschau/mail?mitglied={reader.Id}")).Text;
    }
}
