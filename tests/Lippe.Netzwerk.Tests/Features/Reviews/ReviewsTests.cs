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
    public async Task A_confirmation_is_taken_back_as_long_as_nothing_newer_was_saved()
    {
        var due = new DateOnly(2026, 12, 1);
        await Hub.AddDocumentAsync("Verklickt", change: draft => draft with { ReviewDue = due });
        var page = await ConfirmAsync("/leitfaeden/verklickt");
        var back = await Officer.SubmitAsync(page, new { }, "/leitfaeden/verklickt/pruefung/zuruecknahme");
        Assert.That(
            back.Text, Does.Contain("nächste Prüfung bis 1. Dezember 2026").And.Not.Contain("zuletzt geprüft am"));

        page = await ConfirmAsync("/leitfaeden/verklickt");
        await EditAsync("/leitfaeden/verklickt", new { Body = "Neuer." });
        back = await Officer.SubmitAsync(page, new { }, "/leitfaeden/verklickt/pruefung/zuruecknahme");
        Assert.That(back.Text, Does.Contain("Inzwischen gibt es Version 5, deshalb ist nichts geändert."));
    }

    [Test]
    public async Task What_somebody_else_saved_meanwhile_is_not_confirmed_unseen()
    {
        await Hub.AddDocumentAsync("Überholt");
        var page = await Officer.GetAsync("/leitfaeden/ueberholt");
        await EditAsync("/leitfaeden/ueberholt", new { Body = "Neuer." });
        var after = await Officer.SubmitAsync(page, new { }, "/leitfaeden/ueberholt/pruefung");
        Assert.That(after.Text, Does.Contain("Inzwischen gibt es Version 2").And.Not.Contain("zuletzt geprüft am"));
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
