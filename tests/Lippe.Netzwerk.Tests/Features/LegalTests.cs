using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class LegalTests : FreshHubTests
{
    [TestCase("/impressum", "Impressum", "Angaben nach § 5 DDG")]
    [TestCase("/datenschutz", "Datenschutz", "personenbezogene")]
    public async Task Everybody_reads_the_texts_of_the_content_folder(string path, string heading, string words)
    {
        using var visitor = Hub.Visitor();

        var page = await visitor.GetAsync(path);

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Heading, Is.EqualTo(heading));
        Assert.That(page.Text, Does.Contain(words).IgnoreCase);
    }

    [Test]
    public async Task A_text_nobody_wrote_yet_says_so()
    {
        await Hub.WithStoreAsync(async session =>
        {
            session.Delete((await session.LoadAsync<NetworkText>("recht/impressum"))!);
            await session.SaveChangesAsync();
            return true;
        });
        using var visitor = Hub.Visitor();

        Assert.That((await visitor.GetAsync("/impressum")).Text, Does.Contain("noch nicht eingetragen"));
    }
}
