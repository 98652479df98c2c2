using System.Globalization;
using Lippe.Netzwerk.Domain;
using YamlDotNet.Serialization;

namespace Lippe.Netzwerk.Sources;

/// <summary>A municipality's use of a project as the list of them has it; what is null or empty is left out.</summary>
public sealed class AdoptionLine
{
    /// <summary>All keys a line may have.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        "projekt", "kommune", "stand", "seit", "bestaetigt", "quelle", "link", "vom", "ansprechperson", "kontakt",
        "beschafft", "kosten_einmalig", "kosten_je_jahr", "personentage", "monate", "anders", "tipps", "beendet_weil",
        "stattdessen", "oeffentlich",
    ];

    [YamlMember(Alias = "projekt")]
    public required string Project { get; init; }

    [YamlMember(Alias = "kommune")]
    public required string Municipality { get; init; }

    [YamlMember(Alias = "stand")]
    public required string Stage { get; init; }

    [YamlMember(Alias = "seit")]
    public string? Since { get; init; }

    [YamlMember(Alias = "bestaetigt")]
    public string? ConfirmedOn { get; init; }

    [YamlMember(Alias = "quelle")]
    public string? SourceName { get; init; }

    [YamlMember(Alias = "link")]
    public string? SourceLink { get; init; }

    [YamlMember(Alias = "vom")]
    public string? SourceAsOf { get; init; }

    [YamlMember(Alias = "ansprechperson")]
    public string? ContactMail { get; init; }

    [YamlMember(Alias = "kontakt")]
    public string? Contact { get; init; }

    [YamlMember(Alias = "beschafft")]
    public string? Procurement { get; init; }

    [YamlMember(Alias = "kosten_einmalig")]
    public int? CostOnce { get; init; }

    [YamlMember(Alias = "kosten_je_jahr")]
    public int? CostPerYear { get; init; }

    [YamlMember(Alias = "personentage")]
    public int? PersonDays { get; init; }

    [YamlMember(Alias = "monate")]
    public int? Months { get; init; }

    [YamlMember(Alias = "anders")]
    public string? Lessons { get; init; }

    [YamlMember(Alias = "tipps")]
    public string? Tips { get; init; }

    [YamlMember(Alias = "beendet_weil")]
    public string? EndedBecause { get; init; }

    [YamlMember(Alias = "stattdessen")]
    public string? Successor { get; init; }

    [YamlMember(Alias = "oeffentlich")]
    public string? IsPublic { get; init; }

    /// <summary>What a municipality says, as a line.</summary>
    /// <param name="adoption">All of it.</param>
    /// <param name="project">Slug of the project.</param>
    /// <param name="municipality">Slug of the municipality.</param>
    /// <param name="contactMail">Address of the member to ask; empty for none.</param>
    /// <param name="successor">Slug of the project used instead; null for none.</param>
    public static AdoptionLine Of(
        Adoption adoption, string project, string municipality, string contactMail, string? successor)
    {
        var facts = adoption.Facts;
        return new AdoptionLine
        {
            Project = project,
            Municipality = municipality,
            Stage = SourceKeys.Stages.WordFor(facts.Stage),
            Since = Said(facts.Since),
            ConfirmedOn = Iso(adoption.ConfirmedOn),
            SourceName = adoption.Source?.Name,
            SourceLink = adoption.Source?.Link,
            SourceAsOf = Iso(adoption.Source?.AsOf),
            ContactMail = Said(contactMail),
            Contact = Said(facts.Contact),
            Procurement = facts.Procurement is { } way ? SourceKeys.Procurements.WordFor(way) : null,
            CostOnce = facts.CostOnce,
            CostPerYear = facts.CostPerYear,
            PersonDays = facts.PersonDays,
            Months = facts.Months,
            Lessons = Said(facts.Lessons),
            Tips = Said(facts.Tips),
            EndedBecause = Said(facts.EndedBecause),
            Successor = successor,
            IsPublic = facts.IsPublic ? "ja" : null,
        };
    }

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
