using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class DocumentTests
{
    private static readonly DateTimeOffset Monday = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);
    private static readonly DateTimeOffset Wednesday = Monday.AddDays(2);
    private static readonly Draft Draft = new() { Title = "Titel", Body = "Text", MunicipalityId = Guid.NewGuid() };

    [Test]
    public void The_first_save_is_the_day_of_creation()
    {
        var guide = Revised(DocumentKind.Guide, (Draft, Monday));
        Assert.Multiple(() =>
        {
            Assert.That((guide.CreatedAt, guide.ChangedAt), Is.EqualTo((Monday, Monday)));
            Assert.That(guide.HasText, Is.True);
            Assert.That(guide.PublishedAt, Is.Null);
        });
    }

    [Test]
    public void A_later_save_keeps_the_day_of_creation()
    {
        var guide = Revised(DocumentKind.Guide, (Draft, Monday), (Draft with { Title = "Neu" }, Tuesday));
        Assert.That(guide.Title, Is.EqualTo("Neu"));
        Assert.That((guide.CreatedAt, guide.ChangedAt), Is.EqualTo((Monday, Tuesday)));
    }

    [Test]
    public void The_day_of_first_publication_stays()
    {
        var published = Draft with { State = DocumentState.Published };
        var guide = Revised(DocumentKind.Guide, (published, Monday), (Draft, Tuesday), (published, Wednesday));
        Assert.That(guide.PublishedAt, Is.EqualTo(Monday));
    }

    [Test]
    public void A_draft_becomes_public_at_the_moment_it_is_published()
    {
        var published = Draft with { State = DocumentState.Published };
        var guide = Revised(DocumentKind.Guide, (Draft, Monday), (published, Tuesday));
        Assert.That(guide.PublishedAt, Is.EqualTo(Tuesday));
    }

    [Test]
    public void Every_kind_takes_its_own_facts_and_gives_them_back()
    {
        object[] facts =
        [
            new GuideFacts { AppliesTo = "alle", Level = GuideLevel.Expert },
            new ProjectFacts { CostOnce = "rund 5.000 €", EffortPersonDays = 12 },
            new MinutesFacts { Date = new DateOnly(2022, 5, 11), Place = "Detmold" },
        ];
        foreach (var (index, fact) in facts.Index())
        {
            var document = Revised((DocumentKind)index, (Draft with { Facts = fact }, Monday));
            Assert.That(document.ToDraft("Text").Facts, Is.EqualTo(fact));
        }
    }

    [Test]
    public void Editing_a_draft_taken_from_a_document_does_not_change_the_document()
    {
        var draft = Draft with { Topics = ["verwaltung"], Facts = new GuideFacts { Effort = "2 Tage" } };
        var guide = Revised(DocumentKind.Guide, (draft, Monday));
        ((GuideFacts)guide.ToDraft("Text").Facts!).Effort = "3 Tage";
        Assert.That(((Guide)guide).Facts.Effort, Is.EqualTo("2 Tage"));
    }

    [Test]
    public void Lists_show_minutes_by_their_meeting_and_all_else_by_publication()
    {
        var published = Draft with { State = DocumentState.Published };
        var facts = new MinutesFacts { Date = new DateOnly(2022, 5, 11) };
        Assert.Multiple(() =>
        {
            Assert.That(
                Revised(DocumentKind.Guide, (published, Monday), (published, Tuesday)).ListedAt, Is.EqualTo(Monday));
            Assert.That(Revised(DocumentKind.Guide, (Draft, Monday), (Draft, Tuesday)).ListedAt, Is.EqualTo(Tuesday));
            Assert.That(
                Revised(DocumentKind.Minutes, (published with { Facts = facts }, Monday)).ListedAt.InBerlin(),
                Is.EqualTo(new DateOnly(2022, 5, 11)));
            Assert.That(
                Revised(DocumentKind.Minutes, (published, Monday)).ListedAt, Is.EqualTo(DateTimeOffset.UnixEpoch));
        });
    }

    private static Document Revised(DocumentKind kind, params (Draft Draft, DateTimeOffset At)[] saves)
    {
        var document = Document.Create(kind, "titel");
        foreach (var (draft, at) in saves)
            document.Revise(draft, at);
        return document;
    }
}
