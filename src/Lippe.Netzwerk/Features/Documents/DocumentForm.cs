using System.ComponentModel.DataAnnotations;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>What a person types to write a document, cleaned. Lists are typed one entry a line.</summary>
public sealed class DocumentForm
{
    public string Title { get; set => field = PlainText.CleanLine(value); } = "";

    public string Summary { get; set => field = PlainText.CleanLine(value); } = "";

    public string Body { get; set => field = PlainText.Clean(value); } = "";

    public List<string> Topics { get; set; } = [];

    /// <summary>Slug of the owner.</summary>
    public string? Municipality { get; set; }

    /// <summary>Slug of the municipality it is about; empty for none but the owner.</summary>
    public string Concerns { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Verantwortliche Person")]
    public Guid? ResponsibleId { get; set; }

    [Display(Name = "Wer darf das Dokument lesen?")]
    public Visibility Visibility { get; set; } = Visibility.Network;

    [Display(Name = "Nächste Prüfung")]
    public DateOnly? ReviewDue { get; set; }

    /// <summary>What changed, for the list of versions.</summary>
    public string Note { get; set => field = PlainText.CleanLine(value); } = "";

    /// <summary>The version the writer started from; 0 for a new document.</summary>
    public long Version { get; set; }

    /// <summary>Whether the save also publishes; the second button says so.</summary>
    public bool Publish { get; set; }

    /// <summary>Whether only a preview is asked for; nothing is saved then.</summary>
    public bool Preview { get; set; }

    public GuideForm Guide { get; set; } = new();

    public ProjectForm Project { get; set; } = new();

    public MinutesForm Minutes { get; set; } = new();

    /// <summary>The form filled with a document and the text of its newest revision.</summary>
    public static DocumentForm From(
        Document document, string body, IReadOnlyList<Municipality> municipalities) => new()
        {
            Title = document.Title,
            Summary = document.Summary,
            Body = body,
            Topics = [.. document.Topics],
            Municipality = municipalities.SlugOf(document.MunicipalityId),
            Concerns = municipalities.SlugOf(document.ConcernsId),
            ResponsibleId = document.ResponsibleId,
            Visibility = document.Visibility,
            ReviewDue = document.ReviewDue,
            Version = document.Version,
            Guide = document is Guide guide ? GuideForm.From(guide.Facts) : new(),
            Project = document is Project project ? ProjectForm.From(project.Facts) : new(),
            Minutes = document is Minutes minutes ? MinutesForm.From(minutes.Facts) : new(),
        };

    /// <summary>The form as a draft; what it does not ask for stays as in <paramref name="before"/>.</summary>
    public Draft ToDraft(
        DocumentKind kind, IReadOnlyList<Municipality> municipalities, Draft before, DateOnly today) => before with
        {
            Title = Title,
            Summary = Summary,
            Body = Body.Trim('\n'),
            Topics = [.. Topics.Distinct()],
            MunicipalityId = municipalities.Single(m => m.Slug == Municipality).Id,
            ConcernsId = municipalities.SingleOrDefault(m => m.Slug == Concerns)?.Id,
            ResponsibleId = ResponsibleId,
            Visibility = Visibility,
            ReviewDue = ReviewDue,
            State = Publish ? DocumentState.Published : before.State,
            // Whoever publishes has just read it.
            ReviewedOn = Publish ? today : before.ReviewedOn,
            Facts = kind switch
            {
                DocumentKind.Guide => Guide.ToFacts(),
                DocumentKind.Project => Project.ToFacts(),
                _ => Minutes.ToFacts(),
            },
        };
}

/// <summary>The facts of a guide, as typed.</summary>
public sealed class GuideForm
{
    public string AppliesTo { get; set => field = PlainText.CleanLine(value); } = "";

    public string Effort { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Vorwissen")]
    public GuideLevel? Level { get; set; }

    internal static GuideForm From(GuideFacts facts) => new()
    {
        AppliesTo = facts.AppliesTo,
        Effort = facts.Effort,
        Level = facts.Level,
    };

    internal GuideFacts ToFacts() => new()
    {
        AppliesTo = AppliesTo,
        Effort = Effort,
        Level = Level,
    };
}

/// <summary>The facts of a project, as typed.</summary>
public sealed class ProjectForm
{
    public string Problem { get; set => field = PlainText.Clean(value); } = "";

    public string Solution { get; set => field = PlainText.Clean(value); } = "";

    public string CostOnce { get; set => field = PlainText.CleanLine(value); } = "";

    public string CostPerYear { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Aufwand in Personentagen")]
    public decimal? EffortPersonDays { get; set; }

    public string Duration { get; set => field = PlainText.CleanLine(value); } = "";

    [Display(Name = "Passt ab")]
    public int? InhabitantsFrom { get; set; }

    [Display(Name = "Passt bis")]
    public int? InhabitantsTo { get; set; }

    public string Prerequisites { get; set => field = PlainText.Clean(value); } = "";

    /// <summary>A line each: name | licence | link.</summary>
    public string Software { get; set => field = PlainText.Clean(value); } = "";

    public string DataCentre { get; set => field = PlainText.CleanLine(value); } = "";

    public string Contact { get; set => field = PlainText.CleanLine(value); } = "";

    public string Services { get; set => field = PlainText.Clean(value); } = "";

    public string Successor { get; set => field = PlainText.CleanLine(value); } = "";

    internal static ProjectForm From(ProjectFacts facts) => new()
    {
        Problem = facts.Problem,
        Solution = facts.Solution,
        CostOnce = facts.CostOnce,
        CostPerYear = facts.CostPerYear,
        EffortPersonDays = facts.EffortPersonDays,
        Duration = facts.Duration,
        InhabitantsFrom = facts.InhabitantsFrom,
        InhabitantsTo = facts.InhabitantsTo,
        Prerequisites = Lines.Join(facts.Prerequisites),
        Software = Lines.Join(
            facts.Software.Select(s => string.Join(" | ", s.Name, s.Licence, s.Link).TrimEnd(' ', '|'))),
        DataCentre = facts.DataCentre,
        Contact = facts.Contact,
        Services = Lines.Join(facts.Services),
        Successor = facts.Successor,
    };

    internal ProjectFacts ToFacts() => new()
    {
        Problem = Problem.Trim(),
        Solution = Solution.Trim(),
        CostOnce = CostOnce,
        CostPerYear = CostPerYear,
        EffortPersonDays = EffortPersonDays,
        Duration = Duration,
        InhabitantsFrom = InhabitantsFrom,
        InhabitantsTo = InhabitantsTo,
        Prerequisites = Lines.Split(Prerequisites),
        Software = ToSoftware(Software),
        DataCentre = DataCentre,
        Contact = Contact,
        Services = Lines.Split(Services),
        Successor = Successor,
    };

    /// <summary>Programs from lines of up to three parts.</summary>
    internal static List<Software> ToSoftware(string text) =>
    [
        .. Lines.Split(text)
            .Select(line => line.Split('|', 3, StringSplitOptions.TrimEntries))
            .Select(parts => new Software
            {
                Name = parts[0],
                Licence = parts.ElementAtOrDefault(1) ?? "",
                Link = parts.ElementAtOrDefault(2) ?? "",
            }),
    ];
}

/// <summary>The facts of minutes, as typed.</summary>
public sealed class MinutesForm
{
    [Display(Name = "Datum")]
    public DateOnly? Date { get; set; }

    public string Place { get; set => field = PlainText.CleanLine(value); } = "";

    public string Attendees { get; set => field = PlainText.Clean(value); } = "";

    public string Agenda { get; set => field = PlainText.Clean(value); } = "";

    internal static MinutesForm From(MinutesFacts facts) => new()
    {
        Date = facts.Date,
        Place = facts.Place,
        Attendees = Lines.Join(facts.Attendees),
        Agenda = Lines.Join(facts.Agenda),
    };

    internal MinutesFacts ToFacts() => new()
    {
        Date = Date,
        Place = Place,
        Attendees = Lines.Split(Attendees),
        Agenda = Lines.Split(Agenda),
    };
}

/// <summary>Lists in a text field, an entry a line.</summary>
internal static class Lines
{
    public static string Join(IEnumerable<string> entries) => string.Join('\n', entries);

    public static List<string> Split(string text) =>
        [.. text.Split('\n').Select(PlainText.CleanLine).Where(line => line.Length > 0)];
}
