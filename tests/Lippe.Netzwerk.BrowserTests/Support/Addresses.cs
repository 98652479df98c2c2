using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.BrowserTests.Support;

/// <summary>The address of every page; what stands in braces is known once the hub runs.</summary>
public static class Addresses
{
    /// <summary>Pages as visitors see them.</summary>
    public static IEnumerable<string> OfVisitors =>
    [
        "/", "/leitfaeden", "/leitfaeden?thema=verwaltung&kommune=lemgo", "/leitfaeden?seite=99",
        "/projekte", "/protokolle",
        .. Documents.Where(document => document.IsPublic).Select(document => document.Address),
        "/suche", "/suche?q=Digitalisierung+or+Kommune", "/suche?q=Portal&sortierung=datum",
        "/suche?q=Serviceportal&jahr=1999", "/suche?q=-nichts", "/suche?q=Quastenflosser",
        "/nachnutzung", "/nachnutzung?ansicht=tabelle", "/nachnutzung?thema=mobilitaet&stand=geplant",
        "/kommunen", "/kommunen/lemgo", "/kommunen/bad-salzuflen", "/kommunen/kreis-lippe", "/kommunen/augustdorf",
        "/monatsbriefe", "/monatsbriefe/{period}", "/monatsbriefe/{period}/ansicht/{browser}",
        "/abbestellen/{unsubscribe}", "/bestellen/{unsubscribe}",
        "/monatsbrief/bestellung", "/monatsbrief/bestellung/{subscribe}",
        "/monatsbrief/wahl/{choice}", "/monatsbrief/ohne/{part}",
        "/monatsbrief/pruefung/{review}", "/monatsbrief/spaeter/{snooze}",
        "/projekte/{long}", "/suche?q={long}",
        "/anmelden", "/passwort/vergessen", "/passwort/neu?mitglied={member}&code={reset}", "/einladungen/{invitation}",
        "/impressum", "/datenschutz", "/barrierefreiheit",
    ];

    /// <summary>Pages as a coordinator, who sees most, sees them.</summary>
    public static IEnumerable<string> OfCoordinators =>
    [
        "/", "/leitfaeden", "/projekte?stand=in-pruefung", "/leitfaeden/neu", "/projekte/neu", "/protokolle/neu",
        .. Documents.Where(document => !document.IsPublic).Select(document => document.Address),
        "/wartet-auf-mich",
        "/projekte/{draft}", "/projekte/{draft}/bearbeiten", "/projekte/{draft}/rueckgabe",
        "/projekte/{draft}/versionen", "/projekte/{draft}/versionen/1",
        "/projekte/{draft}/versionen/2/vergleich", "/projekte/{draft}/versionen/2/vergleich?ansicht=nebeneinander",
        "/projekte/{draft}/versionen/1/wiederherstellung",
        "/projekte/{draft}/versionen/1/entfernung", "/projekte/{draft}/versionen/2/entfernung",
        "/projekte/{draft}/loeschung", $"{Documents.First(document => document.IsPublic).Address}/loeschung",
        "/entfernungen",
        "/projekte/{long}", "/projekte/{long}/bearbeiten", "/projekte/{long}/versionen",
        "/projekte/{long}/versionen/2/vergleich?ansicht=nebeneinander", "/mitglieder/{longname}",
        "/suche?q=Entwurf&stand=in-pruefung", "/suche/gemerkt", "/suche/fragen", "/suche/synonyme", "/kommunen/lemgo",
        "/projekte/makerspace/uebernahme",
        "/projekte/{long}/nachnutzung", "/projekte/{long}/nachnutzung?kommune=lage",
        "/projekte/{long}/nachnutzung/loeschung",
        "/mitglieder", "/mitglieder/{member}", "/mitglieder/{member}/bearbeiten", "/mitglieder/{member}/austritt",
        "/profil", "/profil/monatsbrief", "/profil/passwort", "/profil/austritt", "/profil/geraete", "/profil/adresse",
        "/profil/adresse/{address-change}",
        "/einladungen", "/einladungen/neu", "/einladungen/viele", "/einladungen/{open-invitation}/bearbeiten",
        "/technik", "/postausgang", "/postausgang/{mail}",
        "/netzwerk", "/netzwerk/texte/impressum", "/netzwerk/texte/kontakt_mail", "/netzwerk/texte/impressum?version=1",
        "/netzwerk/texte/impressum/versionen", "/netzwerk/texte/impressum/versionen/1",
        "/netzwerk/themen", "/netzwerk/themen/neu", "/netzwerk/themen/mobilitaet", "/netzwerk/themen/mobilitaet/ende",
        "/netzwerk/kommunen", "/netzwerk/kommunen/neu", "/netzwerk/kommunen/lemgo",
        "/netzwerk/kommunen/lemgo/versionen",
        "/monatsbriefe", "/monatsbriefe/{period}", "/monatsbriefe/{period}/zustellungen",
        "/monatsbriefe/{period}/auswahl", "/monatsbriefe/laufend/zustellungen",
        "/monatsbriefe/{next}/vorschau", "/monatsbriefe/{next}/vorschau?rolle=Reader&kommune=lage",
        "/monatsbriefe/{next}/vorschau?ohne-konto=true",
        "/monatsbriefe/{next}/versand",
        "/monatsbriefe/{next}/bearbeiten",
    ];

    /// <summary>
    /// Answers that are no pages of the hub: states for machines, files, and the mails shown in frames.
    /// </summary>
    public static IEnumerable<string> OfNoPages =>
    [
        "/health/live", "/health/ready", "/technik/hangfire",
        "/monatsbriefe/atom.xml", "/.well-known/security.txt", "/robots.txt",
        "/favicon.ico", "/sitemap.xml",
        "/suche/vorschlaege?q=dorf", "/profil/daten", "/postausgang/{mail}/html",
        "/monatsbriefe/{next}/vorschau/mail", "/monatsbriefe/{period}/zustellungen/stand",
        "/fehler/404", "/gibt-es-nicht",
    ];

    private static IEnumerable<(string Address, bool IsPublic)> Documents =>
        from folder in (string[])["leitfaeden", "projekte", "protokolle"]
        from file in Directory.EnumerateFiles(Path.Combine(HubFolders.Find("content"), folder), "*.md").Order()
        let document = SourceReader.Read(File.ReadAllText(file)).File!.Draft
        let isPublic = document is { State: DocumentState.Published, Visibility: Visibility.Public }
        select ($"/{folder}/{Path.GetFileNameWithoutExtension(file)}", isPublic);
}
