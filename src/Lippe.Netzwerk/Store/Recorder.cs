using Lippe.Netzwerk.Domain;
using Marten;
using Marten.Services;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Adds to every save, in its transaction, who did what to which record, and the changes all nodes are told of; so no
/// save can forget it.
/// </summary>
internal sealed class Recorder(ChangeCounter changes, TimeProvider clock) : DocumentSessionListenerBase
{
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var (pending, deeds) = (session.PendingChanges, HubSessions.DeedsOf(session));
        List<(IRecorded Record, string Deed)> changed =
        [
            .. Named(pending.Inserts(), deeds, "created"),
            .. Named(pending.Updates(), deeds, "changed"),
            .. DeletedBy(pending).Select(record => (record, "deleted")),
        ];
        if (changed.Count == 0)
            return Task.CompletedTask;
        var by = HubSessions.ActorOf(session);
        foreach (var (record, deed) in changed)
            session.Insert(ActivityOf(record, deed, by));
        Changes.Write(session, [.. changed.Select(change => change.Record.Record)]);
        return Task.CompletedTask;
    }

    // This node knows at once what it will be told, like the others, in a moment.
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        HubSessions.DeedsOf(session).Clear();
        var records = commit.Inserted.Concat(commit.Updated)
            .Concat(commit.Deleted.Select(deletion => deletion.Document));
        var kinds = records.OfType<IRecorded>().Select(record => record.Record.Kind).Distinct().ToList();
        if (kinds.Count > 0)
            changes.Count(kinds);
        return Task.CompletedTask;
    }

    private static IEnumerable<(IRecorded Record, string Deed)> Named(
        IEnumerable<object> records, Dictionary<object, string> deeds, string otherwise) =>
        records.OfType<IRecorded>().Select(record => (record, deeds.GetValueOrDefault(record, otherwise)));

    // A deletion by a condition would go unrecorded.
    private static IEnumerable<IRecorded> DeletedBy(IUnitOfWork pending)
    {
        foreach (var deletion in pending.Deletions())
        {
            if (deletion.Document is IRecorded record)
                yield return record;
            else if (deletion.DocumentType.IsAssignableTo(typeof(IRecorded)))
                throw new NotSupportedException($"{deletion.DocumentType.Name}: a record is loaded to be deleted.");
        }
    }

    private Activity ActivityOf(IRecorded record, string deed, Guid? by) => new()
    {
        At = clock.GetUtcNow(),
        MemberId = by,
        Kind = record.Record.Kind,
        SubjectId = record.Record.Id,
        Deed = deed,
        Content = (record as INetworkRecord)?.Content,
    };
}
