using System.Net;
using System.Text;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Search;

/// <summary>Absurd questions and absurd documents.</summary>
public sealed class SearchInputTests : HubTests
{
    [TestCase("", "Wonach suchen Sie?")]
    [TestCase("   ", "Wonach suchen Sie?")]
    [TestCase("- -- \"\" & | ! ( ) :* <->", "Wonach suchen Sie?", Description = "operators only")]
    [TestCase("-Bus", "mit einem Minus davor")]
    [TestCase("und der die das", "kein Wort, nach dem sich suchen lässt", Description = "stop words only")]
    [TestCase("\"unbalanciert", "Nichts gefunden")]
    [TestCase("Nichtda\" \"und", "Nichts gefunden")]
    [TestCase("Nichtda:*&!|(", "Nichts gefunden")]
    [TestCase("'; drop table documents; --", "Nichts gefunden")]
    [TestCase("Nichtda\0\u0001\u001b\r\n\t", "Nichts gefunden")]
    public async Task An_absurd_question_gets_a_friendly_page(string query, string answer)
    {
        var page = await Reader.GetAsync("/suche?q=" + Uri.EscapeDataString(query));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Text, Does.Contain(answer));
    }

    [TestCase("%ff%fe%00", Description = "no UTF-8")]
    [TestCase("%ED%A0%BD", Description = "half a surrogate pair")]
    [TestCase("a&q=b&q=c")]
    [TestCase("Bus&thema=%00&kommune=%00&art=%00&stand=%00")]
    [TestCase("Bus&seite=0")]
    [TestCase("Bus&seite=-5")]
    [TestCase("Bus&seite=2147483647")]
    [TestCase("Bus&seite=200000000")]
    [TestCase("Bus&seite=zwei")]
    public async Task An_absurd_address_gets_a_friendly_page(string query)
    {
        var page = await Reader.GetAsync("/suche?q=" + query);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Heading, Is.EqualTo("Suche"));
    }

    [TestCase("Wort ")]
    [TestCase("x")]
    [TestCase("😀")]
    [TestCase("\"a\" ")]
    [TestCase("-a ")]
    [TestCase("a or ")]
    public async Task Ten_kilobytes_are_cut_and_the_page_says_so(string repeated)
    {
        var query = "a" + string.Concat(Enumerable.Repeat(repeated, 10_240 / repeated.Length));
        var page = await Reader.GetAsync("/suche?q=" + Uri.EscapeDataString(query));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Text, Does.Contain("Ihre Eingabe war sehr lang."));
    }

    [Test]
    public async Task A_page_beyond_the_last_leads_back()
    {
        await Hub.AddDocumentAsync("Einmalig Lemur");
        var page = await Reader.GetAsync("/suche?q=Lemur&seite=9");
        Assert.That(page.Document.QuerySelector("main a[href^='/suche?q=Lemur']"), Is.Not.Null);
    }

    [Test]
    public async Task A_document_of_more_different_words_than_an_index_entry_holds_is_saved_and_found()
    {
        var words = new StringBuilder("Anfangswort ");
        for (var n = 0; words.Length < 3_000_000; n++)
            words.Append("wort").Append(n.ToString("x8", null)).Append("äöü ");
        await Hub.AddGuideAsync("Ein langes Gesetz", words.ToString());
        await FindsAsync("Anfangswort", "/leitfaeden/ein-langes-gesetz");
        await FindsAsync("Gesetz", "/leitfaeden/ein-langes-gesetz");
    }

    [Test]
    public async Task Words_at_the_end_of_a_long_document_are_found()
    {
        var paragraph = string.Concat(Enumerable.Repeat("Die Gemeinde beschließt die Satzung. ", 30_000));
        await Hub.AddGuideAsync("Eine lange Satzung", paragraph + "\n\nSchlussvorschrift\n");
        await FindsAsync("Schlussvorschriften", "/leitfaeden/eine-lange-satzung");
    }

    [Test]
    public async Task A_document_of_one_endless_word_is_saved()
    {
        await Hub.AddGuideAsync("Ein Wort", "a" + string.Concat(Enumerable.Repeat("😀", 100_000)));
        Assert.That((await Reader.GetAsync("/leitfaeden/ein-wort")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task FindsAsync(string word, string address) =>
        Assert.That((await Reader.GetAsync($"/suche?q={word}")).Html, Does.Contain(address));
}
