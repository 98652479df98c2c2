using System.Linq.Expressions;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>What a document needs before it is saved; publishing asks for more than a draft.</summary>
public sealed class DocumentFormValidator : AbstractValidator<DocumentForm>
{
    private const int LongestLine = 300;
    private const int LongestText = 5_000;

    /// <param name="choices">What may be chosen.</param>
    /// <param name="kind">Of which kind the document is.</param>
    /// <param name="document">As it is stored; null for a new one.</param>
    /// <param name="today">No review is due before.</param>
    public DocumentFormValidator(DocumentChoices choices, DocumentKind kind, Document? document, DateOnly today)
    {
        // An imported file may be published without a summary; it can be mended all the same.
        var mustStayComplete = document is { IsPublished: true, IsComplete: true };
        RuleFor(f => f.Title).Must(PlainText.HasWords)
            .WithMessage("Geben Sie einen Titel ein. Er braucht mindestens einen Buchstaben oder eine Ziffer.");
        RuleFor(f => f.Title).MaximumLength(DraftLimits.Title)
            .WithMessage(f => $"Der Titel hat {f.Title.Length.Grouped()} Zeichen. "
                + $"Kürzen Sie ihn auf höchstens {DraftLimits.Title.Grouped()}.");
        RuleFor(f => f.Summary).MaximumLength(DraftLimits.Summary)
            .WithMessage(f => $"Die Zusammenfassung hat {f.Summary.Length.Grouped()} Zeichen. "
                + $"Kürzen Sie sie auf höchstens {DraftLimits.Summary.Grouped()}.");
        RuleFor(f => f.Body).MaximumLength(DraftLimits.Body)
            .WithMessage(f => $"Der Text hat {f.Body.Length.Grouped()} Zeichen; "
                + $"erlaubt sind {DraftLimits.Body.Grouped()}. Teilen Sie ihn auf mehrere Dokumente auf.");
        RuleFor(f => f.Municipality).Must(slug => choices.Writable.Any(m => m.Slug == slug))
            .WithMessage("Wählen Sie eine Kommune, für die Sie schreiben.");
        RuleFor(f => f.Concerns)
            .Must((form, slug) => slug.Length == 0 || choices.Concerned.Any(m => m.Slug == slug))
            .WithMessage("Wählen Sie eine Kommune aus der Liste.");
        RuleFor(f => f.Topics).Must(topics => topics.All(id => choices.Topics.Any(t => t.Id == id)))
            .WithMessage("Wählen Sie nur Themen aus der Liste.");
        RuleFor(f => f.ResponsibleId).Must(id => id is null || choices.Members.Any(m => m.Id == id))
            .WithMessage("Diese Person ist kein Mitglied mehr. Wählen Sie jemand anderen.");
        RuleFor(f => f.Visibility).IsInEnum().WithMessage("Wählen Sie, wer das Dokument lesen darf.");
        // What is overdue may stay so; what somebody saved meanwhile is shown before anything is asked about it.
        RuleFor(f => f.ReviewDue).Must(due => due is null || due >= today || due == document?.ReviewDue)
            .When(f => document is null || f.Version == document.Version)
            .WithMessage(
                "Nächste Prüfung: Dieser Tag ist schon vorbei. Wählen Sie einen ab heute, oder lassen Sie das Feld "
                + "leer.");
        RuleFor(f => f.Note).MaximumLength(LongestLine)
            .WithMessage($"Die Notiz darf höchstens {LongestLine} Zeichen haben.");
        When(f => f.Publish || mustStayComplete, () =>
        {
            RuleFor(f => f.Summary).Must(PlainText.HasWords).WithMessage(
                "Zum Veröffentlichen fehlt die Zusammenfassung: "
                + "ein bis zwei Sätze, die in Listen und im Monatsbrief stehen.");
            RuleFor(f => f.Body).Must(PlainText.HasWords).WithMessage("Zum Veröffentlichen fehlt der Text.");
            RuleFor(f => f.Minutes.Date).NotNull().When(_ => kind == DocumentKind.Minutes)
                .WithMessage("Zum Veröffentlichen fehlt das Datum des Treffens.");
        });
        RuleForGuide();
        RuleForProject();
        RuleForMinutes();
    }

    private void RuleForGuide()
    {
        Short(f => f.Guide.AppliesTo);
        Short(f => f.Guide.Effort);
    }

    private void RuleForProject()
    {
        Long(f => f.Project.Problem);
        Long(f => f.Project.Solution);
        Short(f => f.Project.CostOnce);
        Short(f => f.Project.CostPerYear);
        Short(f => f.Project.Duration);
        Short(f => f.Project.DataCentre);
        Short(f => f.Project.Contact);
        Long(f => f.Project.Prerequisites);
        Long(f => f.Project.Services);
        Long(f => f.Project.Software);
        RuleFor(f => f.Project.EffortPersonDays).InclusiveBetween(0, ProjectFacts.MostPersonDays)
            .WithMessage("Aufwand in Personentagen: Geben Sie eine Zahl von 0 bis "
                + $"{ProjectFacts.MostPersonDays.Grouped()} an.");
        RuleFor(f => f.Project.InhabitantsFrom).InclusiveBetween(0, 100_000_000)
            .WithMessage("Passt ab: Geben Sie eine Einwohnerzahl von 0 bis 100.000.000 an.");
        RuleFor(f => f.Project.InhabitantsTo).InclusiveBetween(0, 100_000_000)
            .WithMessage("Passt bis: Geben Sie eine Einwohnerzahl von 0 bis 100.000.000 an.");
        RuleFor(f => f.Project.InhabitantsTo)
            .Must((f, to) => to is null || f.Project.InhabitantsFrom is null || to >= f.Project.InhabitantsFrom)
            .WithMessage("Passt bis: Diese Zahl muss mindestens so groß sein wie die bei „Passt ab“.");
        RuleFor(f => f.Project.Software)
            .Must(text => ProjectForm.ToSoftware(text).All(s => s.Link.Length == 0 || WebAddress.IsValid(s.Link)))
            .WithMessage("Software: Ein Link muss mit https:// oder http:// beginnen.");
        RuleFor(f => f.Project.Successor)
            .Must(slug => string.IsNullOrEmpty(slug) || Slug.IsValid(slug))
            .WithMessage(
                "Nennen Sie den letzten Teil der Adresse des Nachfolgers, zum Beispiel „stadtland-funk“.");
    }

    private void RuleForMinutes()
    {
        Short(f => f.Minutes.Place);
        Long(f => f.Minutes.Attendees);
        Long(f => f.Minutes.Agenda);
    }

    private void Short(Expression<Func<DocumentForm, string>> field) =>
        RuleFor(field).MaximumLength(LongestLine).WithMessage($"Bitte höchstens {LongestLine} Zeichen.");

    private void Long(Expression<Func<DocumentForm, string>> field) =>
        RuleFor(field).MaximumLength(LongestText).WithMessage($"Bitte höchstens {LongestText.Grouped()} Zeichen.");
}
