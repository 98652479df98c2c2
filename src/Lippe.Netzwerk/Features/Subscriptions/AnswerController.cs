using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Breadcrumb;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>What a link asks, or what became of it.</summary>
/// <param name="Button">Null when nothing is left to do.</param>
public sealed record AnswerPage(string Title, string Text, string? Button, string Action)
{
    /// <summary>Where one may go from here; null for nowhere in particular.</summary>
    public AnswerLink? Next { get; init; }

    /// <summary>The pages between it and the start, for whoever came by a mail.</summary>
    public IReadOnlyList<Crumb> Trail { get; init; } = [];

    /// <summary>Whether the button takes back what was done.</summary>
    public bool IsUndo { get; private init; }

    /// <summary>Says what was done and offers to take it back.</summary>
    public static AnswerPage Done(string title, string text, string undo) =>
        new(title, text, "Rückgängig", undo) { IsUndo = true };

    /// <summary>Asks for a confirmation, or says that it is done.</summary>
    /// <param name="token">Of the link to confirm.</param>
    /// <param name="document">What is asked about.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="undo">Where the confirmation is taken back; null where that cannot be done.</param>
    public static AnswerPage OfReview(
        string token, Document document, ReviewRequest request, string? undo = null)
    {
        if (document.ReviewDue == request.Due)
            return new AnswerPage(
                "Stimmt das noch?",
                $"Bestätigen Sie, dass „{document.Title}“ noch stimmt. In einem Jahr fragen wir wieder.",
                "Stimmt noch", DigestAddresses.Confirmation + token);
        const string title = "Danke";
        var text = $"„{document.Title}“ ist geprüft, "
            + $"die nächste Prüfung ist am {document.ReviewDue?.LongDay()} vorgesehen.";
        return undo is null ? new AnswerPage(title, text, null, "") : Done(title, text, undo);
    }
}

/// <summary>
/// Acting from a mail, without sign-in: each link leads to a page with one button, because link scanners follow every
/// link.
/// </summary>
public abstract class AnswerController : HubController
{
    /// <summary>Follows a link's token where its answer is taken back.</summary>
    protected const string Undoing = "zuruecknahme";

    /// <summary>Shows an answer about letters.</summary>
    protected ViewResult Show(AnswerPage page) => Show(page, new Crumb("Monatsbriefe", DigestAddresses.List));

    /// <summary>Shows an answer about a document, with the way to read it first.</summary>
    protected ViewResult Show(AnswerPage page, Document document) => Show(
        page,
        new Crumb(document.Kind.Plural(), document.Kind.ListAddress()),
        new Crumb(document.Title, document.Address()));

    private ViewResult Show(AnswerPage page, params IReadOnlyList<Crumb> trail)
    {
        Response.Headers.CacheControl = "no-store";
        return View("Subscriptions/Answer", page with { Trail = trail });
    }
}

/// <summary>A way on.</summary>
public sealed record AnswerLink(string Text, string Path);
