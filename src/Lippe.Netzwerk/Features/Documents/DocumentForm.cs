using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>What a person types to write a document. Lists are typed one entry a line.</summary>
public sealed class DocumentForm
{
    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Body { get; set; }

    public List<string> Topics { get; set; } = [];

    /// <summary>Slug of the owner.</summary>
    public string? Municipality { get; set; }

    public Guid? ResponsibleId { get; set; }

    public Visibility Visibility { get; set; } = Visibility.Network;

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
    public static DocumentForm From(Document document, string body, Municipality owner) => new()
    {
        Title = document.Title,
        Summary = document.Summary,
        Body = body,
        Topics = [.. document.Topics],
        Municipality = owner.Slug,
        ResponsibleId = document.ResponsibleId,
        Visibility = document.Visibility,
        ReviewDue = document.ReviewDue,
        Version = document.Version,
        Guide = document is Guide guide ? GuideForm.From(guide.Facts) : new(),
        Project = document is Project project ? ProjectForm.From(project.Facts) : new(),
        Minutes = document is Minutes minutes ? MinutesForm.From(minutes.Facts) : new(),
    };

    /// <summary>The form as a draft; what it does not ask for stays as in <paramref name="before"/>.</summary>
    public Draft ToDraft(DocumentKind kind, Municipality owner, Draft before, DateOnly today) => before with
    {
        Title = PlainText.CleanLine(Title),
        Summary = PlainText.CleanLine(Summary),
        Body = PlainText.Clean(Body).Trim('\n'),
        Topics = [.. Topics.Distinct()],
        MunicipalityId = owner.Id,
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
    public string? AppliesTo { get; set; }

    public string? Effort { get; set; }

    public GuideLevel? Level { get; set; }

    internal static GuideForm From(GuideFacts facts) => new()
    {
        AppliesTo = facts.AppliesTo,
        Effort = facts.Effort,
        Level = facts.Level,
    };

    internal GuideFacts ToFacts() => new()
    {
        AppliesTo = PlainText.CleanLine(AppliesTo),
        Effort = PlainText.CleanLine(Effort),
        Level = Level,
    };
}

/// <summary>The facts of a project, as typed.</summary>
public sealed class ProjectForm
{
    public string? Problem { get; set; }

    public string? Solution { get; set; }

    public string? CostOnce { get; set; }

    public string? CostPerYear { get; set; }

    public int? EffortPersonDays { get; set; }

    public string? Duration { get; set; }

    public int? InhabitantsFrom { get; set; }

    public int? InhabitantsTo { get; set; }

    public string? Prerequisites { get; set; }

    /// <summary>A line each: name | licence | link.</summary>
    public string? Software { get; set; }

    public string? DataCentre { get; set; }

    public string? Contact { get; set; }

    public string? Services { get; set; }

    public string? Successor { get; set; }

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
        Problem = PlainText.Clean(Problem).Trim(),
        Solution = PlainText.Clean(Solution).Trim(),
        CostOnce = PlainText.CleanLine(CostOnce),
        CostPerYear = PlainText.CleanLine(CostPerYear),
        EffortPersonDays = EffortPersonDays,
        Duration = PlainText.CleanLine(Duration),
        InhabitantsFrom = InhabitantsFrom,
        InhabitantsTo = InhabitantsTo,
        Prerequisites = Lines.Split(Prerequisites),
        Software = ToSoftware(Software),
        DataCentre = PlainText.CleanLine(DataCentre),
        Contact = PlainText.CleanLine(Contact),
        Services = Lines.Split(Services),
        Successor = PlainText.CleanLine(Successor),
    };

    /// <summary>Programs from lines of up to three parts.</summary>
    internal static List<Software> ToSoftware(string? text) =>
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
    public DateOnly? Date { get; set; }

    public string? Place { get; set; }

    public string? Attendees { get; set; }

    public string? Agenda { get; set; }

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
        Place = PlainText.CleanLine(Place),
        Attendees = Lines.Split(Attendees),
        Agenda = Lines.Split(Agenda),
    };
}

/// <summary>Lists in a text field, an entry a line.</summary>
internal static class Lines
{
    public static string Join(IEnumerable<string> entries) => string.Join('\n', entries);

    public static List<string> Split(string? text) =>
        [.. PlainText.Clean(text).Split('\n').Select(PlainText.CleanLine).Where(line => line.Length > 0)];
}
