using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>What a municipality types about its use of a project, cleaned.</summary>
public sealed class AdoptionForm
{
    [Display(Name = "Wie weit sind Sie?")]
    public AdoptionStage? Stage { get; set; }

    public string Since { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Wen dürfen andere fragen?")]
    public Guid? ContactId { get; set; }

    public string Contact { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Wie beschafft?")]
    public Procurement? Procurement { get; set; }

    [Display(Name = "Kosten einmalig")]
    public int? CostOnce { get; set; }

    [Display(Name = "Kosten je Jahr")]
    public int? CostPerYear { get; set; }

    [Display(Name = "Aufwand in Personentagen")]
    public int? PersonDays { get; set; }

    [Display(Name = "Dauer in Monaten")]
    public int? Months { get; set; }

    public string Lessons { get; set => field = PlainText.Clean(value); } = "";

    public string Tips { get; set => field = PlainText.Clean(value); } = "";

    public string EndedBecause { get; set => field = PlainText.Clean(value); } = "";

    /// <summary>Title or address of the project they use instead.</summary>
    public string Successor { get; set => field = PlainText.CleanLine(value); } = "";

    /// <summary>Who reads costs and experience: everybody, or members only.</summary>
    [Display(Name = "Wer darf Kosten und Erfahrung lesen?")]
    public Visibility Audience { get; set; } = Visibility.Network;

    /// <summary>Whether the stage so far was a slip.</summary>
    [Display(Name = "Berichtigung")]
    public bool IsCorrection { get; set; }

    /// <summary>The version that was shown; 0 for a new one.</summary>
    public long Version { get; set; }

    internal static AdoptionForm From(Adoption adoption, string successor)
    {
        var facts = adoption.Facts;
        return new AdoptionForm
        {
            Stage = facts.Stage,
            Since = facts.Since.Length == 0 ? "" : RoughDate.LongName(facts.Since),
            ContactId = facts.ContactId,
            Contact = facts.Contact,
            Procurement = facts.Procurement,
            CostOnce = facts.CostOnce,
            CostPerYear = facts.CostPerYear,
            PersonDays = facts.PersonDays,
            Months = facts.Months,
            Lessons = facts.Lessons,
            Tips = facts.Tips,
            EndedBecause = facts.EndedBecause,
            Successor = successor,
            Audience = facts.IsPublic ? Visibility.Public : Visibility.Network,
            Version = adoption.Version,
        };
    }

    /// <summary>What was typed; the form must be valid.</summary>
    internal AdoptionFacts ToFacts(Guid? successorId) => new()
    {
        Stage = Stage!.Value,
        Since = RoughDate.Parse(Since) ?? "",
        ContactId = ContactId,
        Contact = Contact,
        Procurement = Procurement,
        CostOnce = CostOnce,
        CostPerYear = CostPerYear,
        PersonDays = PersonDays,
        Months = Months,
        Lessons = Lessons.Trim(),
        Tips = Tips.Trim(),
        EndedBecause = EndedBecause.Trim(),
        SuccessorId = successorId,
        IsPublic = Audience == Visibility.Public,
    };
}

/// <summary>What such an entry needs: a stage, and the rest only if it is known.</summary>
public sealed class AdoptionFormValidator : AbstractValidator<AdoptionForm>
{
    private const int LongestLine = 300;
    private const int LongestText = 4_000;
    private const int MostEuros = 1_000_000_000;
    private const int MostMonths = 240;

    /// <param name="page">What the form is about and offers.</param>
    /// <param name="successorId">The project meant by <see cref="AdoptionForm.Successor"/>; null for none.</param>
    public AdoptionFormValidator(AdoptionPage page, Guid? successorId)
    {
        RuleFor(f => f.Stage).Must(stage => stage is { } chosen && Enum.IsDefined(chosen))
            .WithMessage("Wählen Sie, wie weit Sie sind.");
        RuleFor(f => f.Stage)
            .Must((form, stage) => form.IsCorrection || page.Adoption?.WouldGoBackTo(stage!.Value) is not true)
            .When(form => form.Stage is not null)
            .WithMessage($"Bisher steht hier „{page.Adoption?.Facts.Stage.Word()}“. War das ein Irrtum? Dann kreuzen "
                + "Sie unten „Berichtigung“ an. Nutzen Sie das Projekt nicht mehr? Dann wählen Sie „beendet“.");
        RuleFor(f => f.Since).Must(typed => typed.Length == 0 || RoughDate.Parse(typed) is not null)
            .WithMessage("Nennen Sie Monat und Jahr oder nur das Jahr, zum Beispiel 03.2024 oder 2024.");
        RuleFor(f => f.ContactId).Must(id => id is null || page.People.Any(person => person.Id == id))
            .WithMessage("Wählen Sie jemanden aus der Liste, oder nennen Sie im nächsten Feld, wen man fragen kann.");
        RuleFor(f => f.Contact).MaximumLength(LongestLine).WithMessage($"Bitte höchstens {LongestLine} Zeichen.");
        RuleFor(f => f.Procurement).IsInEnum().WithMessage("Wählen Sie einen Weg aus der Liste.");
        Amount(f => f.CostOnce, MostEuros, "Kosten einmalig", ", in Euro");
        Amount(f => f.CostPerYear, MostEuros, "Kosten je Jahr", ", in Euro");
        Amount(f => f.PersonDays, ProjectFacts.MostPersonDays, "Aufwand in Personentagen");
        Amount(f => f.Months, MostMonths, "Dauer in Monaten");
        Long(f => f.Lessons);
        Long(f => f.Tips);
        Long(f => f.EndedBecause);
        RuleFor(f => f.Successor).Must(typed => typed.Length == 0 || successorId is not null)
            .WithMessage("Ein Projekt mit diesem Titel gibt es hier nicht. Wählen Sie einen Titel aus der Liste, oder "
                + "lassen Sie das Feld leer.");
        RuleFor(f => f.Audience).Must(audience => audience is Visibility.Public or Visibility.Network)
            .WithMessage("Wählen Sie, wer Kosten und Erfahrungen lesen darf.");
    }

    private void Amount(Expression<Func<AdoptionForm, int?>> field, int most, string label, string unit = "") =>
        RuleFor(field).InclusiveBetween(0, most)
            .WithMessage($"{label}: Geben Sie eine Zahl von 0 bis {most.Grouped()} an{unit}.");

    private void Long(Expression<Func<AdoptionForm, string>> field) =>
        RuleFor(field).MaximumLength(LongestText).WithMessage($"Bitte höchstens {LongestText.Grouped()} Zeichen.");
}
