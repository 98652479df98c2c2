using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>What the digest job does, step by step, on a node of a test.</summary>
internal static class DigestSteps
{
    /// <summary>
    /// Prepares a digest as a coordinator's click does, a minute later: news reach up to that moment without it.
    /// </summary>
    public static async Task<PreparedDigest> PrepareNowAsync(this TestHub hub, string period = "2026-11")
    {
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DigestPreparation>()
            .PrepareNowAsync(DigestPeriod.Parse(period), CancellationToken.None);
    }

    /// <summary>Prepares the digest that is due, as the job does.</summary>
    public static async Task<Digest?> PrepareDueAsync(this TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DigestPreparation>()
            .PrepareDueAsync(CancellationToken.None);
    }

    /// <summary>Prepares the weekly and daily digests that are due, as the job does.</summary>
    public static async Task<int> PrepareRhythmsAsync(this TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RhythmPreparation>()
            .PrepareDueAsync(CancellationToken.None);
    }

    /// <summary>Chooses as a member does, on the page of their own; what is not named stays as it is.</summary>
    public static async Task ChooseAsync(this TestHub hub, Member member, object fields)
    {
        using var browser = await hub.SignInAsync(member);
        var saved = await browser.SubmitAsync(await browser.GetAsync("/profil/monatsbrief"), fields);
        Assert.That(saved.Html, Does.Contain("Ihre Auswahl ist gespeichert"), () => saved.Text);
    }

    /// <summary>Does without some parts of the digest.</summary>
    public static Task DoWithoutAsync(this TestHub hub, Member member, params IEnumerable<string> parts) =>
        hub.ChooseAsync(member, new { Parts = DigestParts.All.Except(parts) });

    /// <summary>Saves the next version of a document.</summary>
    public static async Task ReviseAsync(
        this TestHub hub, Document document, Func<Draft, Draft> change, string note = "", Guid? authorId = null)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var archive = scope.ServiceProvider.GetRequiredService<Archive>();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var found = (await session.LoadAsync<Document>(document.Id))!;
        var draft = change(await archive.DraftAsync(found, CancellationToken.None));
        scope.ServiceProvider.GetRequiredService<Actor>().MemberId = authorId;
        await archive.SaveAsync(found, draft, note, CancellationToken.None);
    }

    /// <summary>Readers of Lemgo without a password, whose hash would cost most of the test's time.</summary>
    public static Task AddReadersAsync(this TestHub hub, int count) => hub.WithStoreAsync(async session =>
    {
        var lemgo = await session.Query<Municipality>().SingleAsync(m => m.Slug == "lemgo");
        session.Insert(Enumerable.Range(1, count).Select(n => new Member
        {
            Id = Guid.CreateVersion7(),
            Email = $"leser{n}@lemgo.example",
            NormalizedEmail = $"LESER{n}@LEMGO.EXAMPLE",
            Name = $"Leser:in {n}",
            Role = Role.Reader,
            MunicipalityId = lemgo.Id,
            JoinedAt = hub.Clock.GetUtcNow(),
        }));
        await session.SaveChangesAsync();
        return count;
    });

    /// <summary>Sends what is queued.</summary>
    public static Task<SendingReport> SendAsync(this TestHub hub) =>
        hub.Services.GetRequiredService<SendLoopJob>().RunAsync(_ => { }, CancellationToken.None);

    /// <summary>Deliveries as a worker on some node has them, which the test kills or lets live.</summary>
    public static Task<IReadOnlyList<Delivery>> ClaimAsync(this TestHub hub, int count) =>
        hub.Services.GetRequiredService<DueDeliveries>().ClaimAsync(count, CancellationToken.None);

    /// <summary>That worker's next step.</summary>
    public static Task<bool> HandOverAsync(this TestHub hub, Delivery delivery) =>
        hub.Services.GetRequiredService<DueDeliveries>().HandOverAsync(delivery);

    /// <summary>The state of a member's newest delivery, and the server's answer.</summary>
    public static Task<Delivery> DeliveryAsync(this TestHub hub, Member member) => hub.WithStoreAsync(session =>
        session.Query<Delivery>().Where(d => d.MemberId == member.Id).OrderByDescending(d => d.Id).FirstAsync());
}
