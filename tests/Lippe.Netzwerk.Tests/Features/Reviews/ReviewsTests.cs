using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Reviews;

public sealed class ReviewsTests : HubTests
{
    [Test]
    public async Task Confirming_a_document_asks_again_in_a_year()
    {
        await Hub.AddDocumentAsync("Noch richtig");
        var page = await ConfirmAsync("/leitfaeden/noch-richtig");
        Assert.That(page.Text, Does.Contain("zuletzt geprüft am 24. November 2026"));
        Assert.That(page.Text, Does.Contain("nächste Prüfung bis 24. November 2027"));
    }

    [Test]
    public async Task A_second_click_on_the_same_day_changes_nothing()
    {
        await Hub.AddDocumentAsync("Doppelt geprüft");
        await ConfirmAsync("/leitfaeden/doppelt-geprueft");
        await ConfirmAsync("/leitfaeden/doppelt-geprueft");
        var stored = await Hub.WithStoreAsync(session =>
            session.Query<Guide>().SingleAsync(g => g.Slug == "doppelt-geprueft"));
        Assert.That(stored.Version, Is.EqualTo(2));
    }

    [Test]
    public async Task A_document_published_today_without_a_next_review_can_be_confirmed()
    {
        var page = await CreateAsync(new
        {
            Title = "Heute fertig",
            Summary = "Kurz",
            Body = "Text",
            ReviewDue = "",
            Publish = "true",
        });
        Assert.That((await ConfirmAsync(page.Path)).Text, Does.Contain("nächste Prüfung bis 24. November 2027"));
    }

    [Test]
    public async Task Drafts_have_nothing_to_confirm()
    {
        var page = await CreateAsync(new { Title = "Halb fertig" });
        Assert.That(page.Document.QuerySelector($"form[action='{page.Path}/pruefung']"), Is.Null);
    }

    private async Task<TestPage> ConfirmAsync(string path)
    {
        var page = await Officer.GetAsync(path);
        return await Officer.SubmitAsync(page, new { }, $"{path}/pruefung");
    }
}
