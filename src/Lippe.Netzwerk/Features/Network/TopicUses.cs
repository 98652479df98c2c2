using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>What belongs to a topic: documents, what members want to read first, and searches they keep.</summary>
public sealed class TopicUses(IDocumentSession session, Archive archive)
{
    /// <summary>How many documents of any state belong to it.</summary>
    public Task<int> CountAsync(string id, CancellationToken cancellation) => DocumentsOf(id).CountAsync(cancellation);

    /// <summary>Ends a topic; whatever belonged to it belongs to another one afterwards.</summary>
    /// <param name="topic">One that has documents only if there is another.</param>
    /// <param name="into">Null for one without documents.</param>
    /// <param name="cancellation">Ends between documents: what was moved stays so, and a second call goes on.</param>
    /// <exception cref="ConcurrencyException">
    /// Somebody changed the topic, or a member of it, in this moment.
    /// </exception>
    public async Task EndAsync(Topic topic, Topic? into, CancellationToken cancellation)
    {
        if (into is not null)
            await MoveDocumentsAsync(topic, into, cancellation);
        foreach (var member in await session.Query<Member>().Where(member => member.Topics.Contains(topic.Id))
            .ToListAsync(cancellation))
        {
            member.Topics = Replaced(member.Topics, topic, into);
            session.Change(member);
        }

        await MoveSearchesAsync(topic, into, cancellation);
        session.Delete(topic);
        await session.SaveChangesAsync(cancellation);
    }

    private IQueryable<Document> DocumentsOf(string id) =>
        session.Query<Document>().Where(document => document.Topics.Contains(id));

    // Each gets a version that says why; one that somebody saves in that moment is read again.
    private async Task MoveDocumentsAsync(Topic topic, Topic into, CancellationToken cancellation)
    {
        var note = $"Das Thema „{topic.Name}“ gehört jetzt zu „{into.Name}“";
        while (await DocumentsOf(topic.Id).OrderBy(document => document.Id).FirstOrDefaultAsync(cancellation)
            is { } document)
        {
            var draft = await archive.DraftAsync(document, cancellation);
            try
            {
                await archive.SaveAsync(
                    document, draft with { Topics = Replaced(draft.Topics, topic, into) }, note, cancellation);
            }
            catch (ConcurrencyException)
            {
                session.EjectAllPendingChanges();
            }
        }
    }

    // Whoever keeps the same search of the other topic keeps it once.
    private async Task MoveSearchesAsync(Topic topic, Topic? into, CancellationToken cancellation)
    {
        var searches = await session.Query<SavedSearch>().Where(search => search.Topic == topic.Id)
            .ToListAsync(cancellation);
        foreach (var search in searches)
        {
            session.Delete(search);
            var moved = search.About(into?.Id);
            if (!await session.Query<SavedSearch>()
                .AnyAsync(kept => kept.MemberId == moved.MemberId && kept.Key == moved.Key, cancellation))
                session.Insert(moved);
        }
    }

    private static List<string> Replaced(IEnumerable<string> topics, Topic topic, Topic? into) =>
        [.. topics.Select(id => id == topic.Id ? into?.Id : id).OfType<string>().Distinct()];
}
