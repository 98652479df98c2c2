using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>Who uses what, a page of it.</summary>
/// <param name="Total">Projects on all pages.</param>
/// <param name="Stages">Those the viewer may choose.</param>
public sealed record OverviewPage(
    OverviewFilter Filter,
    IReadOnlyList<OverviewRow> Rows,
    int Total,
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<AdoptionStage> Stages)
{
    /// <summary>Where the overview is found.</summary>
    public const string Path = "/nachnutzung";

    public PagerModel Pager => new(Path, Filter.Number, Total, OverviewFilter.PageSize, Filter.Parameters);

    /// <summary>The municipalities that use any of these projects, by name.</summary>
    public IReadOnlyList<Municipality> Municipalities { get; } =
    [
        .. Rows.SelectMany(row => row.Entries).Select(entry => entry.Municipality).DistinctBy(place => place.Id)
            .OrderBy(place => place.IsDistrict).ThenBy(place => place.Name, GermanOrder.Comparer),
    ];

    /// <summary>What the page is narrowed to, in words.</summary>
    public IReadOnlyList<string> Filters =>
    [
        .. Topics.Where(topic => topic.Id == Filter.Topic).Select(topic => topic.Name),
        .. Stages.Where(stage => OverviewFilter.KeyOf(stage) == Filter.Stage).Select(stage => stage.Word()),
    ];
}

/// <summary>A project with those who use it, by name.</summary>
public sealed record OverviewRow(Project Project, IReadOnlyList<OverviewEntry> Entries)
{
    public string Address => $"{Project.Address()}#nachnutzung";

    /// <summary>Those who use it by their stage, the furthest first.</summary>
    public IEnumerable<IGrouping<AdoptionStage, OverviewEntry>> Groups => Entries
        .GroupBy(entry => entry.Adoption.Facts.Stage)
        .OrderBy(group => group.Key == AdoptionStage.Ended).ThenByDescending(group => group.Key);

    public OverviewEntry? Of(Municipality place) => Entries.SingleOrDefault(entry => entry.Municipality == place);
}

/// <summary>One municipality's use.</summary>
/// <param name="Counts">Whether it runs there, by its own word.</param>
public sealed record OverviewEntry(Adoption Adoption, Municipality Municipality, bool Counts)
{
    /// <summary>Whether only others say so.</summary>
    public bool IsUnconfirmed => Adoption.ConfirmedOn is null;
}
