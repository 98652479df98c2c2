using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Search;

/// <summary>
/// What people of small municipalities type, and the document of our own content that must be among the first three.
/// </summary>
public sealed class JudgedSearchTests : HubTests
{
    [OneTimeSetUp]
    public async Task ImportContent()
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DocumentImport>(scope.ServiceProvider)
            .ImportAsync(HubFolders.Find("content"), new ImportWishes(), _ => { }, CancellationToken.None);
    }

    [TestCase("Portal", "gemeinsames-serviceportal", "a part stands for the compound")]
    [TestCase("Serviceportal", "gemeinsames-serviceportal", "the word itself, in a title")]
    [TestCase("Serviceportale", "gemeinsames-serviceportal", "its plural")]
    [TestCase("Portal bekannt machen", "serviceportal-bekannt-machen", "words of a title, one of them a part")]
    [TestCase("Bürgerportal", "gemeinsames-serviceportal", "a synonym")]
    [TestCase("DMS", "dokumentenmanagement-einfuehren", "an abbreviation of its subject")]
    [TestCase("Dokumentenmanagementsystem", "dokumentenmanagement-einfuehren", "longer than in the title")]
    [TestCase("E-Akte", "dokumentenmanagement-einfuehren", "a synonym with a hyphen")]
    [TestCase("elektronische Akte", "dokumentenmanagement-einfuehren", "a synonym of two words")]
    [TestCase("Dokumente Management", "dokumentenmanagement-schritt-fuer-schritt", "a compound taken apart")]
    [TestCase("dokumentenmanagment", "dokumentenmanagement-einfuehren", "a letter left out")]
    [TestCase("OZG", "ozg-arbeitsteilung", "an abbreviation in a title")]
    [TestCase("Onlinezugangsgesetz", "ozg-arbeitsteilung", "the abbreviation written out")]
    [TestCase("Onlinezugangsgestz", "ozg-arbeitsteilung", "and misspelled")]
    [TestCase("OZG Leistungen", "ozg-leistungen-arbeitsteilig-umsetzen", "both words of a title")]
    [TestCase("DorfFunk", "dorffunk-einfuehren", "a name")]
    [TestCase("dorffunk", "dorffunk-einfuehren", "a name in small letters")]
    [TestCase("Dorfunk", "dorffunk-einfuehren", "a name misspelled")]
    [TestCase("Dorf App", "dorffunk-einfuehren", "a synonym of two words")]
    [TestCase("Nachbarschaft", "nachbarschafts-app-neu-entscheiden", "a part with a linking letter")]
    [TestCase("Nachbarschafts-App", "nachbarschafts-app-neu-entscheiden", "a word with a hyphen")]
    [TestCase("Bus", "digitales-ticketing-im-bus", "three letters")]
    [TestCase("Ticketing", "digitales-ticketing-im-bus", "a word of a title")]
    [TestCase("Fahrkarte Bus", "digitales-ticketing-im-bus", "one word that is there and one that may not be")]
    [TestCase("Makerspace", "makerspace", "a name in other letters")]
    [TestCase("Jugendliche", "plattform-fuer-kinder-und-jugendliche", "a word of a title")]
    [TestCase("Jugend", "plattform-fuer-kinder-und-jugendliche", "a word of the same family")]
    [TestCase("Kinder Plattform", "plattform-fuer-kinder-und-jugendliche", "two words in the other order")]
    [TestCase("digitale Teilhabe", "digitale-teilhabe", "a title")]
    [TestCase("Inklusion", "digitale-teilhabe", "what the project is about")]
    [TestCase("barrierefrei", "barrierefreie-pdf-und-webtexte", "an adjective without its ending")]
    [TestCase("Barrierefreiheit PDF", "barrierefreie-pdf-und-webtexte", "a noun for the adjective")]
    [TestCase("Fördermittel", "foerderantrag-vorbereiten", "a part of a compound in a title")]
    [TestCase("Foerderantrag", "foerderantrag-vorbereiten", "typed without umlauts")]
    [TestCase("Wie stelle ich einen Förderantrag?", "foerderantrag-vorbereiten", "a question")]
    [TestCase("Digitalstrategie", "digitalstrategie-in-acht-monaten", "a compound in a title")]
    [TestCase("Strategie", "digitalstrategie-in-acht-monaten", "a part of it")]
    [TestCase("Strategieworkshop", "strategiestarterworkshop-2022", "a compound with a part between")]
    [TestCase("Workshop 2022", "strategiestarterworkshop-2022", "a part and a number")]
    [TestCase("Protokoll schreiben", "treffen-protokollieren", "a noun for a verb")]
    [TestCase("Smart City", "smart-city-ideen-auswaehlen", "two English words")]
    [TestCase("Ideen auswählen", "smart-city-ideen-auswaehlen", "words of a title")]
    [TestCase("Vision", "visionssatz-finden", "a part with a linking letter")]
    [TestCase("Personalwechsel", "wissen-sichern-bei-personalwechsel", "a compound in a title")]
    [TestCase("Wissen sichern", "wissen-sichern-bei-personalwechsel", "words of a title")]
    [TestCase("Nachnutzung", "projekt-zur-nachnutzung-beschreiben", "a word of a title")]
    [TestCase("Projekt beschreiben", "projekt-zur-nachnutzung-beschreiben", "words of a title apart")]
    [TestCase("Südwestfalen", "impuls-5-fuer-suedwestfalen", "a place")]
    [TestCase("Suedwestfalen", "impuls-5-fuer-suedwestfalen", "a place typed without its umlaut")]
    [TestCase("DigitalBüro OWL", "impuls-digitalbuero-owl", "a name of two words")]
    public async Task The_document_meant_is_among_the_first_three(string query, string slug, string why)
    {
        var page = await Reader.GetAsync("/suche?q=" + Uri.EscapeDataString(query));
        var slugs = page.Document.QuerySelectorAll(".ln-row__title a").Take(3)
            .Select(link => link.GetAttribute("href")!.Split('/')[^1]);
        Assert.That(slugs, Does.Contain(slug), why);
    }
}
