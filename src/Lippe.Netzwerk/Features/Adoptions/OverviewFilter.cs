using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>What the overview is narrowed to, as its address says; unknown values find nothing.</summary>
public sealed class OverviewFilter
{
    public const int PageSize = 25;

    /// <summary>The word for projects by municipalities.</summary>
    public const string Table = "tabelle";

    private const int MostPages = 100_000;

    /// <summary>Key of a topic.</summary>
    [FromQuery(Name = "thema")]
    public string? Topic { get; init => field = PlainText.CleanLine(value); }

    /// <summary>Key of a stage, see <see cref="KeyOf"/>.</summary>
    [FromQuery(Name = "stand")]
    public string? Stage { get; init => field = PlainText.CleanLine(value); }

    /// <summary><see cref="Table"/>, or a list for any other word.</summary>
    [FromQuery(Name = "ansicht")]
    public string? Look { get; init; }

    /// <summary>Page number, from 1.</summary>
    [FromQuery(Name = "seite")]
    public int Number { get; init => field = Math.Clamp(value, 1, MostPages); } = 1;

    public bool IsTable => Look == Table;

    public bool IsNarrowed => !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(Stage);

    /// <summary>The filter as an address holds it, without the page.</summary>
    public IReadOnlyDictionary<string, string?> Parameters => new Dictionary<string, string?>
    {
        ["thema"] = Topic,
        ["stand"] = Stage,
        ["ansicht"] = IsTable ? Table : null,
    };

    /// <summary>The same with another look.</summary>
    public string AddressOf(string? look) => QueryHelpers.AddQueryString(
        OverviewPage.Path,
        new Dictionary<string, string?>(Parameters) { ["ansicht"] = look }
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value)));

    /// <summary>The stages a viewer may know of and choose from.</summary>
    public static IEnumerable<AdoptionStage> StagesFor(Viewer viewer) =>
        Enum.GetValues<AdoptionStage>().Where(viewer.MayKnow);

    /// <summary>The word for a stage in addresses.</summary>
    public static string KeyOf(AdoptionStage stage) => Slug.Of(stage.Word());

    /// <summary>The stages that are shown.</summary>
    internal AdoptionStage[] StagesShown(Viewer viewer) =>
        [.. StagesFor(viewer).Where(stage => string.IsNullOrEmpty(Stage) || KeyOf(stage) == Stage)];
}
