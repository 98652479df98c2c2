using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>Reads what the network's own records said before, from the activities that changed them.</summary>
public sealed class NetworkVersions(IQuerySession session)
{
    /// <summary>All versions of a record, newest first.</summary>
    public async Task<IReadOnlyList<NetworkVersion>> ListAsync(IRecorded record, CancellationToken cancellation)
    {
        var (kind, id) = record.Record;
        var activities = await session.Query<Activity>()
            .Where(activity => activity.SubjectId == id && activity.Kind == kind && activity.Content != null)
            .OrderBy(activity => activity.At).ThenBy(activity => activity.Id)
            .ToListAsync(cancellation);
        var ids = activities.Select(activity => activity.MemberId).OfType<Guid>().Distinct().ToArray();
        var names = (await session.LoadManyAsync<Member>(cancellation, ids))
            .ToDictionary(author => author.Id, author => author.Name);
        return
        [
            .. activities.Select((activity, index) => new NetworkVersion(
                index + 1, activity.At, activity.MemberId is { } by ? names[by] : null, activity.Content!)).Reverse(),
        ];
    }
}
