using System.Buffers.Text;
using System.Text;
using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.BrowserTests.Support;

/// <summary>A hub with the network's content and one of everything a page can show.</summary>
public sealed class SampleHub : IAsyncDisposable
{
    private readonly TestHub _hub;
    private readonly Dictionary<string, string> _names = [];

    private SampleHub(TestHub hub) => _hub = hub;

    public string Address => _hub.Settings.BaseUrl;

    public IServiceProvider Services => _hub.Services;

    /// <summary>Cookie value of a coordinator.</summary>
    public string Coordinator { get; private set; } = "";

    public static async Task<SampleHub> StartAsync(string address)
    {
        var clock = new TestClock();
        // Chromium drops cookies that end before its own clock.
        clock.Set(DateTimeOffset.UtcNow);
        var hub = new SampleHub(await TestHub.StartAsync(clock: clock, address: address));
        await hub.FillAsync();
        return hub;
    }

    /// <summary>Puts real names where an address has <c>{placeholders}</c>.</summary>
    public string Resolve(string address) => _names.Aggregate(
        address, (text, name) => text.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    /// <summary>A new link of an invitation for the first coordinator.</summary>
    public async Task<string> InviteAsync()
    {
        var invitation = new Invitation { Name = "", Role = Role.Coordinator };
        var secret = invitation.Seal(_hub.Clock.GetUtcNow());
        await _hub.WithStoreAsync(async session =>
        {
            session.Insert(invitation);
            await session.SaveChangesAsync();
            return session;
        });
        return $"/einladungen/{secret}";
    }

    /// <summary>Cookie value of a new officer.</summary>
    public async Task<string> SignInAsync() => await _hub.TicketAsync(await _hub.AddMemberAsync(Role.Officer));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async Task FillAsync()
    {
        var import = new DocumentImport(Services.GetRequiredService<IServiceScopeFactory>());
        await import.ImportAsync(HubFolders.Find("content"), new ImportWishes(), _ => { }, CancellationToken.None);
        var member = await _hub.AddMemberAsync(Role.Coordinator, name: "Kim Koordination", mail: "kim@lemgo.example");
        Coordinator = await _hub.TicketAsync(member);
        _names["member"] = member.Id.ToString();
        _names["invitation"] = (await InviteAsync()).Split('/')[^1];
        var officer = await _hub.AddMemberAsync(Role.Officer, name: "Ole Offiziell", mail: "ole@lemgo.example");
        _names["draft"] = await AddDraftAsync(member);
        await AddAccountAsync(member);
        _names["long"] = await AddLongWordsAsync();
        await AddAdoptionsAsync(member, officer);
        await AddNoticesAsync(member, officer);
        await AddDigestAsync(member);
        await AddMailAsync(member);
        await AddSubscriberAsync();
        await AddSearchesAsync(member);
        RunJobs();
    }

    // One with all there is to say, and one that somebody else says.
    private async Task AddAdoptionsAsync(Member member, Member officer)
    {
        var now = _hub.Clock.GetUtcNow();
        await _hub.WithStoreAsync(async session =>
        {
            var slug = _names["long"];
            var project = await session.Query<Project>().SingleAsync(one => one.Slug == slug);
            var lage = await session.Query<Municipality>().SingleAsync(place => place.Slug == "lage");
            var own = new Adoption { ProjectId = project.Id, MunicipalityId = member.MunicipalityId };
            own.Say(
                new AdoptionFacts
                {
                    Stage = AdoptionStage.InUse,
                    Since = "2024-03",
                    ContactId = officer.Id,
                    Contact = "Hauptamt, 05231 0",
                    Procurement = Procurement.DataCentre,
                    CostOnce = 12_500,
                    CostPerYear = 3_000,
                    PersonDays = 25,
                    Months = 7,
                    Lessons = string.Concat(Enumerable.Repeat("Schulungstermin", 12)),
                    Tips = "Fragen Sie zuerst den Personalrat.\nDann alle anderen.",
                    IsPublic = true,
                },
                now.AddMonths(-7));
            session.Change(own);
            var other = new Adoption { ProjectId = project.Id, MunicipalityId = lage.Id };
            other.SayFor(
                new AdoptionFacts { Stage = AdoptionStage.Ended, Since = "2025", EndedBecause = "Zu wenig genutzt." },
                new AdoptionSource("Stadt Lage", "https://www.lage.example/meldung", now.InBerlin()),
                now);
            session.Change(other);
            await session.SaveChangesAsync();
            return session;
        });
    }

    // Another device, another address and an invitation that wait.
    private async Task AddAccountAsync(Member member)
    {
        await _hub.TicketAsync(member);
        var change = new AddressChange { MemberId = member.Id, Email = "kim.koordination@lemgo.example" };
        _names["address-change"] = change.Seal(_hub.Clock.GetUtcNow());
        var invitation = new Invitation
        {
            Email = "gast@lage.example",
            Name = "Gabi Gast",
            Role = Role.Officer,
            MunicipalityId = member.MunicipalityId,
            InvitedById = member.Id,
        };
        invitation.Seal(_hub.Clock.GetUtcNow());
        _names["open-invitation"] = invitation.Id.ToString();
        await _hub.WithStoreAsync(async session =>
        {
            session.Change(change);
            session.Change(invitation);
            await session.SaveChangesAsync();
            return session;
        });
    }

    // One that went well, one that failed, one that Hangfire disabled; the others have not run yet.
    private void RunJobs()
    {
        _hub.PlanJobs();
        _hub.RunJob(nameof(OutboxExpiryJob));
        var jobs = Services.GetRequiredService<IBackgroundJobClient>();
        jobs.Enqueue<FailingJob>(job => job.ExecuteAsync(CancellationToken.None));
        _hub.RunNextJob();
        _hub.DisableJob(nameof(BounceJob));
    }

    private async Task AddSearchesAsync(Member member)
    {
        var log = Services.GetRequiredService<SearchLog>();
        log.Note("Serviceportal", 4);
        log.Note("Seilbahn", 0);
        await log.WriteAsync(CancellationToken.None);
        await _hub.WithStoreAsync(async session =>
        {
            session.Insert(new SavedSearch
            {
                MemberId = member.Id,
                Text = "Serviceportal",
                Kind = DocumentKind.Project,
                SavedAt = _hub.Clock.GetUtcNow(),
            });
            await session.SaveChangesAsync();
            return session;
        });
    }

    private async Task AddSubscriberAsync()
    {
        var subscriber = new Subscriber { Email = "anna@example.org" };
        subscriber.Ask(_hub.Clock.GetUtcNow());
        await _hub.WithStoreAsync(async session =>
        {
            session.Insert(subscriber);
            await session.SaveChangesAsync();
            return session;
        });
        var link = Services.GetRequiredService<SignedLinks>().Subscribe(subscriber.Id);
        _names["subscribe"] = link.Split('/')[^1];
    }

    private async Task<string> AddDraftAsync(Member author)
    {
        const string Body =
            """
            # Eins

            | a | b |
            | - | - |
            | c | d |

            - [x] fertig
            - [ ] offen

            ## Zwei

            Satz[^1]

            [^1]: Note
            """;
        Draft Change(Draft draft) => draft with
        {
            State = DocumentState.InReview,
            Visibility = Visibility.Network,
            ResponsibleId = author.Id,
            Body = Body,
        };
        var document = await _hub.AddDocumentAsync(
            "Ein Entwurf mit zwei Versionen", DocumentKind.Project, change: Change, authorId: author.Id);
        await ReviseAsync(document, draft => draft with { Summary = "Anders gesagt." }, "Neu gefasst", author);
        return document.Slug;
    }

    private async Task ReviseAsync(Document document, Func<Draft, Draft> change, string note, Member author)
    {
        await using var scope = Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var stored = await session.Query<Document>().SingleAsync(d => d.Id == document.Id);
        var archive = scope.ServiceProvider.GetRequiredService<Archive>();
        var draft = change(await archive.DraftAsync(stored, CancellationToken.None));
        scope.ServiceProvider.GetRequiredService<Actor>().MemberId = author.Id;
        await archive.SaveAsync(stored, draft, note, CancellationToken.None);
    }

    // Everything a person types, in words that end nowhere.
    private async Task<string> AddLongWordsAsync()
    {
        var word = string.Concat(Enumerable.Repeat("Vergabebeschleunigungsgesetz", 4));
        var mail = $"{word}@{new string('x', 60)}.example";
        var member = await _hub.AddMemberAsync(Role.Officer, name: $"Von{word}", mail: mail);
        _names["longname"] = member.Id.ToString();
        var body =
            $"""
            {word} `{word}` https://beispiel.example/{word}

            ## {word}

            > {word}

            - [ ] {word}

            | {word} | b |
            | - | - |
            | c | {word} |

            | a | b | c | d | e | f |
            | - | - | - | - | - | - |
            | {word} | b | c | d | e | {word} |

            ### {word} {word}

                {word}
            """;
        var facts = new ProjectFacts
        {
            Problem = word,
            CostOnce = word,
            Duration = word,
            Software = [new Software { Name = word, Licence = word }],
            Contact = $"{word}@beispiel.example",
        };
        var document = await _hub.AddDocumentAsync(word, DocumentKind.Project, authorId: member.Id, change: draft =>
            draft with { Summary = word, Body = body, Facts = facts, ResponsibleId = member.Id });
        await ReviseAsync(document, draft => draft with { Body = body + word }, word, member);
        return document.Slug;
    }

    private async Task AddDigestAsync(Member reader)
    {
        await using var scope = Services.CreateAsyncScope();
        // The news end where they are prepared, and a moment ago still lies before that.
        _hub.Clock.Advance(TimeSpan.FromSeconds(1));
        var period = DigestPeriod.Of(_hub.Clock.GetUtcNow().InBerlin());
        var prepared = await scope.ServiceProvider.GetRequiredService<DigestPreparation>()
            .PrepareNowAsync(period, CancellationToken.None);
        Assert.That(prepared.Problem, Is.Null);
        var links = Services.GetRequiredService<SignedLinks>();
        _names["period"] = period.ToString();
        _names["next"] = period.Next.ToString();
        _names["unsubscribe"] = links.Unsubscribe(reader.Id, DeliveryOccasion.Digest).Split('/')[^1];
        _names["choice"] = links.Choice(reader.Id).Split('/')[^1];
        _names["part"] = links.WithoutPart(reader.Id, DigestParts.Network).Split('/')[^1];
        var review = await AddReviewAsync("Ein Leitfaden zum Prüfen", reader);
        _names["review"] = links.Review(review).Split('/')[^1];
        _hub.Clock.Advance(TimeSpan.FromSeconds(1));
        _names["snooze"] = links.Snooze(review, _hub.Clock.Today()).Split('/')[^1];
        _names["browser"] = links.Browser(period, reader.Id).Split('/')[^1];
    }

    // Both leave before there is a digest to send.
    private async Task AddNoticesAsync(Member responsible, Member officer)
    {
        await AddReviewAsync("Noch ein Leitfaden zum Prüfen", responsible);
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Reminders>().PrepareAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<SendLoopJob>().RunAsync(_ => { }, CancellationToken.None);
        _names["reminder"] = (await _hub.MailToAsync(responsible.Email!)).Id.ToString();
        _names["release"] = (await _hub.MailToAsync(officer.Email!)).Id.ToString();
    }

    private async Task<ReviewRequest> AddReviewAsync(string title, Member responsible)
    {
        var due = _hub.Clock.GetUtcNow().InBerlin();
        var document = await _hub.AddDocumentAsync(
            title, change: draft => draft with { ResponsibleId = responsible.Id, ReviewDue = due });
        return new ReviewRequest(responsible.Id, document.Id, due);
    }

    private async Task AddMailAsync(Member recipient)
    {
        await using var scope = Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var stored = await members.FindByIdAsync(recipient.Id.ToString());
        var token = await members.GeneratePasswordResetTokenAsync(stored!);
        _names["reset"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));
        var mail = new OutgoingMail
        {
            To = recipient.Email!,
            ToName = recipient.Name,
            Subject = "Eine Probe",
            Text = "Guten Tag\n",
            Html = "<p>Guten Tag</p>",
        };
        await scope.ServiceProvider.GetRequiredService<IMailer>().SendAsync(mail, CancellationToken.None);
        _names["mail"] = (await _hub.MailToAsync(recipient.Email!)).Id.ToString();
    }
}
