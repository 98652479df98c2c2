using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Acting from a mail, without sign-in: each link leads to a page with one button, because link scanners follow every link.</summary>
[AllowAnonymous]
[Route("monatsbrief")]
public sealed class AnswersController(IDocumentSession session, Archive archive, DigestLinks links, TimeProvider clock) : HubController
{
    private const string Page = "Digests/Answer";

    [HttpGet("ohne/{token}")]
    public async Task<IActionResult> WithoutPart(string token, CancellationToken cancellation) =>
        await FindPartAsync(token, cancellation) is ({ } member, { } part)
            ? Show(PartPage(token, part, member.DigestWithout.Contains(part)))
            : NotFound();

    [HttpPost("ohne/{token}")]
    public async Task<IActionResult> LeavePart(string token, CancellationToken cancellation)
    {
        if (await FindPartAsync(token, cancellation) is not ({ } member, { } part))
            return NotFound();
        member.DigestWithout = [.. member.DigestWithout.Append(part).Distinct()];
        await session.SaveChangesAsync(cancellation);
        return Show(PartPage(token, part, true));
    }

    [HttpGet("pruefung/{token}")]
    public async Task<IActionResult> Review(string token, CancellationToken cancellation) =>
        await FindReviewAsync(token, cancellation) is ({ } document, { } request) ? Show(ReviewPage(token, document, request)) : NotFound();

    [HttpPost("pruefung/{token}")]
    public async Task<IActionResult> ConfirmReview(string token, CancellationToken cancellation)
    {
        if (await FindReviewAsync(token, cancellation) is not ({ } document, { } request))
            return NotFound();
        try
        {
            // Confirmed already, here or on the document's page: a second click asks for nothing.
            if (document.ReviewDue == request.Due)
                await archive.SaveAsync(document, document.ReviewedDraft(clock.Today()), request.MemberId, "Inhalt geprüft", cancellation);
        }
        catch (ConcurrencyException)
        {
            Warn("In diesem Moment hat jemand anderes gespeichert. Sehen Sie sich das Dokument bitte noch einmal an.");
            return Redirect($"/monatsbrief/pruefung/{token}");
        }

        return Show(ReviewPage(token, document, request));
    }

    [HttpGet("spaeter/{token}")]
    public async Task<IActionResult> Snooze(string token, CancellationToken cancellation) =>
        links.ReadSnooze(token) is var (request, asked) && await FindReviewAsync(request, cancellation) is { } document
            ? Show(await SnoozePageAsync(token, document, request, asked, cancellation))
            : NotFound();

    [HttpPost("spaeter/{token}")]
    public async Task<IActionResult> SnoozeReview(string token, CancellationToken cancellation)
    {
        if (links.ReadSnooze(token) is not var (request, asked) || await FindReviewAsync(request, cancellation) is not { } document)
            return NotFound();
        // A link puts off what was asked when its mail was written: a second click finds that done.
        var until = clock.Today().AddDays(ReviewSnooze.Days);
        await session.Database.ExecuteSqlAsync(
            $"""
             insert into review_snoozes as known (member_id, document_id, due, until)
             select {request.MemberId}, id, {request.Due}, {until} from documents where id = {document.Id} and review_due = {request.Due}
             on conflict (member_id, document_id) do update set due = excluded.due, until = excluded.until
             where known.due <> excluded.due or known.until = {asked}
             """,
            cancellation);
        return Show(await SnoozePageAsync(token, document, request, asked, cancellation));
    }

    private async Task<(Member? Member, string? Part)> FindPartAsync(string token, CancellationToken cancellation)
    {
        if (links.ReadWithoutPart(token) is not { } link || !DigestParts.Names.ContainsKey(link.Part))
            return default;
        return (await session.Query<Member>().SingleOrDefaultAsync(m => m.Id == link.MemberId && m.LeftAt == null, cancellation), link.Part);
    }

    // The link is worth what its member may: whoever is no longer responsible confirms nothing.
    private async Task<(Document? Document, ReviewRequest? Request)> FindReviewAsync(string token, CancellationToken cancellation) =>
        links.ReadReview(token) is { } request ? (await FindReviewAsync(request, cancellation), request) : default;

    private Task<Document?> FindReviewAsync(ReviewRequest request, CancellationToken cancellation) => session.Query<Document>().SingleOrDefaultAsync(
        d => d.Id == request.DocumentId && d.ResponsibleId == request.MemberId && d.State == DocumentState.Published && d.Responsible!.LeftAt == null, cancellation);

    private static AnswerPage PartPage(string token, string part, bool isDone) => new(
        isDone ? "Der Teil ist abbestellt" : "Auf diesen Teil verzichten?",
        isDone ? $"„{DigestParts.Names[part]}“ steht nicht mehr in Ihrem Brief. Den Rest erhalten Sie weiter." : $"„{DigestParts.Names[part]}“ steht dann nicht mehr in Ihrem Brief.",
        isDone ? null : "Ohne diesen Teil", $"/monatsbrief/ohne/{token}");

    private static AnswerPage ReviewPage(string token, Document document, ReviewRequest request) => document.ReviewDue == request.Due
        ? new AnswerPage("Stimmt das noch?", $"Bestätigen Sie, dass „{document.Title}“ noch stimmt. In einem Jahr fragen wir wieder.", "Stimmt noch", $"/monatsbrief/pruefung/{token}")
        : new AnswerPage("Danke", $"„{document.Title}“ ist geprüft, die nächste Prüfung ist am {document.ReviewDue?.LongDay()} vorgesehen.", null, "");

    private async Task<AnswerPage> SnoozePageAsync(string token, Document document, ReviewRequest request, DateOnly asked, CancellationToken cancellation)
    {
        if (document.ReviewDue != request.Due)
            return ReviewPage(token, document, request);
        var until = await session.Query<ReviewSnooze>().Where(s => s.MemberId == request.MemberId && s.DocumentId == document.Id && s.Due == request.Due && s.Until > asked)
            .Select(s => (DateOnly?)s.Until).SingleOrDefaultAsync(cancellation);
        return until is { } day
            ? new AnswerPage("Wir erinnern Sie wieder", $"Am {day.LongDay()} fragen wir noch einmal, ob „{document.Title}“ noch stimmt.", null, "")
            : new AnswerPage(
                "Später erinnern?", $"Wir fragen dann erst am {clock.Today().AddDays(ReviewSnooze.Days).LongDay()} wieder, ob „{document.Title}“ noch stimmt.",
                "In zwei Wochen wieder erinnern", $"/monatsbrief/spaeter/{token}");
    }

    private ViewResult Show(AnswerPage page)
    {
        Response.Headers.CacheControl = "no-store";
        return View(Page, page);
    }
}

/// <summary>What a link asks, or what became of it.</summary>
/// <param name="Button">Null when nothing is left to do.</param>
public sealed record AnswerPage(string Title, string Text, string? Button, string Action);
