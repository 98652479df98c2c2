using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Store;

/// <summary>What stays of a member who left.</summary>
public sealed class MembershipsTests : FreshHubTests
{
    private const string Name = "Clara Zufriedenstein";
    private const string Address = "clara.zufriedenstein@lage.example";

    [Test]
    public async Task No_row_of_any_table_names_somebody_who_left()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var clara = await JoinAsync(coordinator);
        await LeaveTracesAsync(clara);
        string[] traces = [Name, Address, clara.PasswordHash!, clara.SecurityStamp!];
        Assert.That(await Hub.TablesNamingAsync(traces), Is.SupersetOf(new[]
        {
            "mt_doc_member", "mt_doc_invitation", "mt_doc_outboxmail", "mt_doc_delivery", "mt_doc_savedsearch",
        }));

        await coordinator.SubmitAsync(await coordinator.GetAsync($"/mitglieder/{clara.Id}/austritt"), new { });

        Assert.That(await Hub.TablesNamingAsync(traces), Is.Empty);
        var guesses = await Hub.WithStoreAsync(session => session.Query<PasswordGuesses>().ToListAsync());
        Assert.That(guesses.Select(failed => failed.Address), Is.All.Null);
        var sessions = await Hub.WithStoreAsync(session => session.Query<SignInSession>().ToListAsync());
        Assert.That(sessions.Select(one => one.MemberId), Does.Not.Contain(clara.Id));
    }

    [Test]
    public async Task The_first_link_which_went_to_no_address_is_forgotten_with_its_member()
    {
        var invitation = new Invitation { Name = Name, Role = Role.Coordinator };
        var secret = invitation.Seal(Hub.Clock.GetUtcNow());
        await Hub.WithStoreAsync(async session =>
        {
            session.Insert(invitation);
            await session.SaveChangesAsync();
            return secret;
        });
        using var browser = Hub.Visitor();
        await browser.SubmitAsync(
            await browser.GetAsync($"/einladungen/{secret}"),
            new { Name, Email = Address, Municipality = "lage", TestHub.Password });

        await Hub.EndMembershipAsync(await ClaraAsync());

        Assert.That(await Hub.TablesNamingAsync(Name, Address), Is.Empty);
    }

    [Test]
    public async Task An_address_before_and_one_never_confirmed_are_forgotten_too()
    {
        var clara = await Hub.AddMemberAsync(Role.Officer, "lage", Name, "clara.frueher@lage.example");
        using var browser = await Hub.SignInAsync(clara);
        await AskForAddressAsync(browser, Address);
        var link = (await Hub.MailToAsync(Address)).PathIn("/profil/adresse/");
        await browser.SubmitAsync(await browser.GetAsync(link), new { });
        await AskForAddressAsync(browser, "clara.nie@lage.example");
        string[] traces = [Name, Address, "clara.frueher@", "clara.nie@"];
        Assert.That(await Hub.TablesNamingAsync(traces), Does.Contain("mt_doc_addresschange"));

        await Hub.EndMembershipAsync(clara);

        Assert.That(await Hub.TablesNamingAsync(traces), Is.Empty);
    }

    [Test]
    public async Task Documents_and_versions_no_longer_say_who_answered_for_them_and_stay_otherwise()
    {
        var clara = await Hub.AddMemberAsync(Role.Officer, "lage", Name, Address);
        var guide = await AddGuideAsync(clara);

        await Hub.EndMembershipAsync(clara);

        var left = await Hub.WithStoreAsync(session => session.LoadAsync<Document>(guide.Id));
        Assert.That(left!.ResponsibleId, Is.Null);
        Assert.That((left.Version, left.Title), Is.EqualTo((guide.Version + 1, guide.Title)));
        var revisions = await Hub.WithStoreAsync(session => session.Query<Revision>()
            .Where(revision => revision.DocumentId == guide.Id).OrderBy(revision => revision.Number).ToListAsync());
        Assert.That(revisions.Select(revision => revision.ResponsibleId), Is.All.Null);
        Assert.That(revisions.Select(revision => revision.AuthorId), Is.EqualTo(new Guid?[] { clara.Id, null }));
        Assert.That(revisions[1].Source, Is.EqualTo(revisions[0].Source));
        Assert.That(
            await Hub.WithStoreAsync(session =>
                session.Query<Document>().AnyAsync(document => document.ResponsibleId == clara.Id)),
            Is.False);
    }

    [Test]
    public async Task Only_the_member_is_said_to_have_left()
    {
        var clara = await Hub.AddMemberAsync(Role.Officer, "lage", Name, Address);
        var guide = await AddGuideAsync(clara);

        await Hub.EndMembershipAsync(clara);

        Assert.That(await LastDeedAsync(clara.Id), Is.EqualTo("left"));
        Assert.That(await LastDeedAsync(guide.Id), Is.EqualTo("changed"));
    }

    [Test]
    public async Task A_save_at_hand_does_not_bring_back_who_answered_for_the_document()
    {
        var clara = await Hub.AddMemberAsync(Role.Officer, "lage", Name, Address);
        var guide = await AddGuideAsync(clara);
        await using var scope = Hub.Services.CreateAsyncScope();
        var archive = scope.ServiceProvider.GetRequiredService<Archive>();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var atHand = (await session.LoadAsync<Document>(guide.Id))!;
        var draft = await archive.DraftAsync(atHand, CancellationToken.None);

        await Hub.EndMembershipAsync(clara);

        Assert.That(
            () => archive.SaveAsync(atHand, draft with { Title = "Neu" }, "", CancellationToken.None),
            Throws.TypeOf<ConcurrencyException>());
        var left = await Hub.WithStoreAsync(session => session.LoadAsync<Document>(guide.Id));
        Assert.That(left!.ResponsibleId, Is.Null);
    }

    private static async Task AskForAddressAsync(TestBrowser browser, string email) => await browser.SubmitAsync(
        await browser.GetAsync("/profil/adresse"),
        new { Email = email, CurrentPassword = TestHub.Password },
        "/profil/adresse");

    private async Task<string> LastDeedAsync(Guid id)
    {
        var activities = await Hub.WithStoreAsync(session =>
            session.Query<Activity>().Where(activity => activity.SubjectId == id.ToString()).ToListAsync());
        return activities.MaxBy(activity => activity.Id)!.Deed;
    }

    private Task<Document> AddGuideAsync(Member clara) => Hub.AddDocumentAsync(
        "Ein Leitfaden",
        municipality: "lage",
        change: draft => draft with { ResponsibleId = clara.Id },
        authorId: clara.Id);

    private Task<Member> ClaraAsync() =>
        Hub.WithStoreAsync(session => session.Query<Member>().SingleAsync(member => member.Email == Address));

    private async Task<Member> JoinAsync(TestBrowser coordinator)
    {
        await coordinator.SubmitAsync(
            await coordinator.GetAsync("/einladungen/neu"),
            new { Name, Email = Address, Municipality = "lage", Role = nameof(Role.Officer) });
        using var browser = Hub.Visitor();
        var link = (await Hub.MailToAsync(Address)).PathIn("/einladungen/");
        await browser.SubmitAsync(await browser.GetAsync(link), new { TestHub.Password });
        return await ClaraAsync();
    }

    // A failed guess, a forgotten password, a document to answer for, a mail refused by name, a search for oneself.
    private async Task LeaveTracesAsync(Member clara)
    {
        using var visitor = Hub.Visitor();
        await visitor.SubmitAsync(
            await visitor.GetAsync("/anmelden"),
            new { Email = Address, Password = "ein falsches Passwort" },
            "/anmelden");
        await visitor.SubmitAsync(await visitor.GetAsync("/passwort/vergessen"), new { Email = Address });
        await Hub.MailToAsync(Address);
        await AddGuideAsync(clara);
        var now = Hub.Clock.GetUtcNow();
        await Hub.WithStoreAsync(async session =>
        {
            var delivery = Delivery.OfRhythm(clara.Id, new DigestWindow(now.AddDays(-7), now), now);
            delivery.Claim(now.AddMinutes(1));
            delivery.HandOver(now.AddMinutes(1));
            delivery.Refuse($"550 <{Address}>: unknown", now);
            session.Insert(delivery);
            session.Insert(new SavedSearch { MemberId = clara.Id, Text = Name, SavedAt = Hub.Clock.GetUtcNow() });
            await session.SaveChangesAsync();
            return clara;
        });
    }
}
