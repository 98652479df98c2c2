using System.Net;
using System.Security.Cryptography;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Store;

/// <summary>What becomes of markup when the renderer changes.</summary>
public sealed class StaleRenderingsTests : FreshHubTests
{
    // As an older build left all there is; nothing of this build can write it.
    private const string AgeSql =
        """
        update mt_doc_revision set renderer = null,
            data = data - 'Renderer' - 'State' - 'Visibility' - 'MunicipalityId'
                || '{"Html": "Veraltet", "Contents": []}';
        update mt_doc_networktext set data = data - 'Renderer' || '{"Html": "Veraltet"}';
        update mt_doc_digest set data = data - 'IntroductionRenderer' || '{"IntroductionHtml": "Veraltet"}';
        """;

    // Whoever changes the markup raises the version of the renderer, and writes down here what it makes now.
    private static readonly Dictionary<int, string> Markup = new() { [2] = "0552488397d1074a" };

    [Test]
    public void Other_markup_has_another_version()
    {
        const string Sample =
            """
            # Eins

            ### Zwei mit *Sternen* und ~~Strich~~

            | a | b |
            |:-:|--:|
            | c | Straßenverkehrszulassungsordnung |

            - [x] fertig
            - [ ] offen

            18. September[^1], https://example.org/a. und mail@example.org, Lehrer*innen

            [^1]: Eine Fußnote

            Begriff
            :   Erklärung, [Link](/suche "Titel"), [böse](javascript:x), ![Bild](/bild.png), <b>
            """;
        var rendering = MarkdownRenderer.Render(Sample);
        var made = rendering.Html + string.Join(' ', rendering.Contents.Select(h => $"{h.Level}{h.Anchor}{h.Text}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made)));
        Assert.That(hash[..16], Is.EqualTo(Markup[MarkdownRenderer.Version]), made);
    }

    [Test]
    public async Task Pages_show_what_the_renderer_makes_now_and_nobody_did_anything()
    {
        using var visitor = Hub.Visitor();
        var guide = await Hub.AddGuideAsync("Ein Leitfaden", "## Anfang\n\n*Satz*");
        await Hub.ReviseAsync(guide, draft => draft with { Body = "## Ende\n\n*Satz*" });
        var digest = await AddDigestAsync();
        await AgeAsync();
        Assert.That((await visitor.GetAsync("/leitfaeden/ein-leitfaden")).Html, Does.Contain("Veraltet"));
        var (activities, news) = (await CountAsync<Activity>(), await ChangesAsync());

        await RunAsync();

        Assert.That((await visitor.GetAsync("/leitfaeden/ein-leitfaden")).Html, Does.Contain("<em>Satz</em>"));
        Assert.That((await visitor.GetAsync("/impressum")).Html, Does.Not.Contain("Veraltet"));
        var introduced = await Hub.WithStoreAsync(session => session.LoadAsync<Digest>(digest));
        Assert.That(introduced!.IntroductionHtml, Does.Contain("<em>"));
        Assert.That(await Hub.TablesNamingAsync("Veraltet"), Is.Empty);
        Assert.That(await CountAsync<Revision>(), Is.EqualTo(2));
        Assert.That(await CountAsync<Activity>(), Is.EqualTo(activities));
        Assert.That(await ChangesAsync(), Is.GreaterThan(news), "indexes are told");
        var revision = await NewestAsync(guide.Id);
        Assert.That(revision.Contents.Single().Text, Is.EqualTo("Ende"));

        var told = await ChangesAsync();
        await RunAsync();
        Assert.That(await ChangesAsync(), Is.EqualTo(told), "there is nothing left to do");
    }

    [Test]
    public async Task A_version_of_an_older_build_learns_whom_it_was_written_for()
    {
        using var detmold = await Hub.SignInAsync(Role.Officer, "detmold");
        var guide = await Hub.AddDocumentAsync("Erst intern", change: draft => draft with
        {
            Visibility = Visibility.OwnMunicipality,
        });
        await Hub.ReviseAsync(guide, draft => draft with { Visibility = Visibility.Public });
        await AgeAsync();
        Assert.That(await StatusAsync(2), Is.EqualTo(HttpStatusCode.NotFound));

        await RunAsync();

        Assert.That(await StatusAsync(2), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(1), Is.EqualTo(HttpStatusCode.NotFound));

        async Task<HttpStatusCode> StatusAsync(int number) =>
            (await detmold.GetAsync($"/leitfaeden/erst-intern/versionen/{number}")).Status;
    }

    [Test]
    public async Task A_save_waits_for_no_renewal_and_is_not_undone_by_it()
    {
        using var officer = await Hub.SignInAsync(Role.Officer);
        var guide = await Hub.AddGuideAsync("Mitten im Schreiben", "Eins.");
        var form = await officer.GetAsync("/leitfaeden/mitten-im-schreiben/bearbeiten");
        await AgeAsync();
        await RunAsync();
        var saved = await officer.SubmitAsync(form, new { Body = "Zwei." }, form.Path);
        Assert.That(saved.Text, Does.Contain("Gespeichert als Version 2."));
        await RunAsync();
        Assert.That((await NewestAsync(guide.Id)).Html, Does.Contain("Zwei."));
    }

    [Test]
    public async Task A_version_that_somebody_changes_in_this_moment_is_left_for_the_next_run()
    {
        var guide = await Hub.AddGuideAsync("Gerade gesperrt", "Eins.");
        await AgeAsync();
        var database = Hub.Services.GetRequiredService<NpgsqlDataSource>();
        await using (var connection = await database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("select from mt_doc_revision for update", connection, transaction);
            await hold.ExecuteNonQueryAsync();
            await RunAsync();
            Assert.That((await NewestAsync(guide.Id)).Html, Is.EqualTo("Veraltet"));
        }

        await RunAsync();
        Assert.That((await NewestAsync(guide.Id)).Html, Does.Contain("Eins."));
    }

    private async Task RunAsync()
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<StaleRenderingJob>(scope.ServiceProvider)
            .ExecuteAsync(CancellationToken.None);
    }

    private async Task AgeAsync()
    {
        await using var age = Hub.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(AgeSql);
        await age.ExecuteNonQueryAsync();
    }

    private Task<string> AddDigestAsync() => Hub.WithStoreAsync(async session =>
    {
        var digest = Digest.Of(DigestPeriod.Parse("2027-01"));
        digest.Introduce("*Guten Tag*", MarkdownRenderer.Render("*Guten Tag*"));
        session.Insert(digest);
        await session.SaveChangesAsync();
        return digest.Id;
    });

    private Task<Revision> NewestAsync(Guid documentId) => Hub.WithStoreAsync(session =>
        session.Query<Revision>().Where(r => r.DocumentId == documentId).OrderByDescending(r => r.Number).FirstAsync());

    private Task<int> CountAsync<T>()
        where T : class => Hub.WithStoreAsync(session => session.Query<T>().CountAsync());

    private async Task<long> ChangesAsync()
    {
        await using var query = Hub.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select count(*) from change");
        return (long)(await query.ExecuteScalarAsync())!;
    }
}
