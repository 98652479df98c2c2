using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.FirstSteps;

/// <summary>What a new hub needs before others come, each step with its state as the data tell it.</summary>
public sealed class FirstStepsViewComponent(
    IQuerySession session, NetworkDirectory network, MailSettings mail, TimeProvider clock) : ViewComponent
{
    private static readonly (string Key, string Name)[] LegalTexts =
        [("recht/impressum", "Impressum"), ("recht/datenschutz", "Datenschutz"),
            ("recht/barrierefreiheit", "Barrierefreiheit")];

    /// <param name="always">Also when nothing is open, or when the viewer has put them away.</param>
    public async Task<IViewComponentResult> InvokeAsync(bool always = false)
    {
        var (viewer, cancellation) = (HttpContext.Viewer(), HttpContext.RequestAborted);
        if (!viewer.IsCoordinator || (!always && await IsPutAwayAsync(viewer, cancellation)))
            return Content("");
        FirstStep[] steps =
        [
            await LegalTextsAsync(cancellation),
            await NameAsync(cancellation),
            await TopicsAsync(cancellation),
            await PeopleAsync(cancellation),
            MailServer(),
        ];
        return always || steps.Any(step => !step.IsDone)
            ? View(new FirstStepsModel(steps, CanBePutAway: !always))
            : Content("");
    }

    private Task<bool> IsPutAwayAsync(Viewer viewer, CancellationToken cancellation) =>
        session.Query<Member>().AnyAsync(m => m.Id == viewer.MemberId && m.HidesFirstSteps, cancellation);

    private async Task<FirstStep> LegalTextsAsync(CancellationToken cancellation)
    {
        var open = new List<(string Key, string Name)>();
        foreach (var text in LegalTexts)
        {
            var value = await network.TextAsync(text.Key, cancellation);
            if (value.Length == 0 || NetworkText.HasGaps(value))
                open.Add(text);
        }

        var first = (open.Count > 0 ? open[0] : LegalTexts[0]).Key.Split('/')[^1];
        return new FirstStep(
            "Impressum und Rechtstexte ausfüllen", $"/netzwerk/texte/{first}", open.Count == 0,
            open.Count == 0
                ? "Alle Lücken der Vorlagen sind gefüllt."
                : $"Noch Vorlage: {string.Join(", ", open.Select(text => text.Name))}.");
    }

    private async Task<FirstStep> NameAsync(CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var contact = await network.TextAsync("kontakt_mail", cancellation);
        if (name.Length == 0)
            return new FirstStep("Name und Kontaktadresse", "/netzwerk/texte/name", false, "Es fehlt der Name.");
        // RFC 2606: nobody can have such an address.
        var isReal = EmailAddress.IsValid(contact) && !contact.EndsWith(".example", StringComparison.Ordinal);
        return new FirstStep(
            "Name und Kontaktadresse", isReal ? "/netzwerk" : "/netzwerk/texte/kontakt_mail", isReal,
            isReal
                ? $"Das Netzwerk heißt {name}, Fragen gehen an {contact}."
                : contact.Length == 0
                    ? "Es fehlt die Kontaktadresse."
                    : $"Die Kontaktadresse {contact} gibt es nicht wirklich: Auf „.example“ enden nur Beispiele.");
    }

    private async Task<FirstStep> TopicsAsync(CancellationToken cancellation)
    {
        var count = (await network.TopicsAsync(cancellation)).Count;
        return new FirstStep(
            "Themen wählen", "/netzwerk/themen", count > 0, count switch
            {
                0 => "Noch gibt es keines.",
                1 => "1 Thema. Passt es zu Ihrem Netzwerk?",
                _ => $"{count} Themen. Passen sie zu Ihrem Netzwerk?",
            });
    }

    private async Task<FirstStep> PeopleAsync(CancellationToken cancellation)
    {
        var members = (await network.PeopleAsync(cancellation)).Count;
        var now = clock.GetUtcNow();
        var invited = await session.Query<Invitation>().Pending()
            .CountAsync(one => one.ExpiresAt > now, cancellation);
        var waiting = invited switch
        {
            0 => "",
            1 => " 1 Einladung ist offen.",
            _ => $" {invited.Grouped()} Einladungen sind offen.",
        };
        return new FirstStep(
            "Menschen einladen", "/einladungen", members > 1,
            (members > 1 ? $"{members.Grouped()} Mitglieder." : "Bisher sind Sie allein.") + waiting);
    }

    private FirstStep MailServer() => mail.Host.Length > 0
        ? new FirstStep("Mailserver einstellen", "/postausgang", true, $"E-Mails gehen über {mail.Host}.")
        : new FirstStep(
            "Mailserver einstellen", "/postausgang", false,
            "E-Mails bleiben im Postausgang, bis Ihr Betrieb einen Mailserver einträgt (Hub__Mail__Host).");
}

/// <summary>One step.</summary>
/// <param name="State">How it stands, in a sentence.</param>
public sealed record FirstStep(string Name, string Path, bool IsDone, string State);

/// <summary>All steps in their order.</summary>
/// <param name="CanBePutAway">Whether the list has a button for that.</param>
public sealed record FirstStepsModel(IReadOnlyList<FirstStep> Steps, bool CanBePutAway);
