using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>Reads who uses what in the whole network.</summary>
public sealed class Overview(IQuerySession session, NetworkDirectory network, TimeProvider clock)
{
    /// <summary>One page of the projects somebody uses, most used first.</summary>
    public async Task<OverviewPage> ReadAsync(Viewer viewer, OverviewFilter filter, CancellationToken cancellation)
    {
        var stages = filter.StagesShown(viewer);
        var order = await OrderAsync(viewer, filter, stages, cancellation);
        Guid[] ids =
        [
            .. order.Skip((filter.Number - 1) * OverviewFilter.PageSize).Take(OverviewFilter.PageSize),
        ];
        var projects = (await session.LoadManyAsync<Project>(cancellation, ids))
            .ToDictionary(project => project.Id);
        var adoptions = await session.Query<Adoption>()
            .Where(adoption => adoption.ProjectId.IsOneOf(ids)).ToListAsync(cancellation);
        var places = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(place => place.Id);
        var entries = adoptions.Where(adoption => stages.Contains(adoption.Facts.Stage))
            .Select(adoption => new OverviewEntry(
                adoption, places[adoption.MunicipalityId], adoption.RunsOn(clock.Today())))
            .OrderBy(entry => entry.Municipality.Name, GermanOrder.Comparer)
            .ToLookup(entry => entry.Adoption.ProjectId);
        return new OverviewPage(
            filter,
            [.. ids.Select(id => new OverviewRow(projects[id], [.. entries[id]]))],
            order.Count,
            await network.TopicsAsync(cancellation),
            [.. OverviewFilter.StagesFor(viewer)]);
    }

    // Who may see which project stays the query's own word: its command is asked from.
    private async Task<IReadOnlyList<Guid>> OrderAsync(
        Viewer viewer, OverviewFilter filter, AdoptionStage[] stages, CancellationToken cancellation)
    {
        var projects = session.Query<Project>().VisibleTo(viewer)
            .Where(project => project.State == DocumentState.Published);
        if (!string.IsNullOrEmpty(filter.Topic))
            projects = projects.Where(project => project.Topics.Contains(filter.Topic));
        var command = projects.Select(project => project.Id).ToCommand();
        command.CommandText =
            $"""
            select adoption.project_id
            from ({command.CommandText.TrimEnd(';')}) project (id)
            join mt_doc_adoption adoption on adoption.project_id = project.id
            where adoption.facts_stage = any(@stages)
            group by adoption.project_id
            order by count(*) filter (where adoption.confirmed_on > @lapsed
                and adoption.facts_stage in ('InUse', 'RollingOut')) desc, count(*) desc, adoption.project_id
            """;
        command.Parameters.Add(new NpgsqlParameter<string[]>("stages", [.. stages.Select(stage => $"{stage}")]));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>(
            "lapsed", clock.Today().AddMonths(-Adoption.MonthsUntilLapsed)));
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        var order = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
            order.Add(reader.GetGuid(0));
        return order;
    }
}
