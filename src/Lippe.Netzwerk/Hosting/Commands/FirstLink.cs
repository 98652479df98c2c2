using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>The link that makes the first Coordinator; there is one that works, and one node that told it.</summary>
/// <remarks>
/// As long as that node lives no other one makes another link. Afterwards the next start does: a link is known only to
/// whoever saw it printed.
/// </remarks>
internal sealed class FirstLink : IAsyncDisposable
{
    private readonly Turn _turn;

    private FirstLink(Turn turn, string secret)
    {
        _turn = turn;
        Secret = secret;
    }

    /// <summary>What the link ends with.</summary>
    public string Secret { get; }

    /// <summary>Makes the link unless there is a Coordinator, or another node told one.</summary>
    public static async Task<FirstLink?> MakeAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var session = services.GetRequiredService<IDocumentSession>();
        if (await session.Query<Member>().AnyAsync(m => m.Role == Role.Coordinator && m.LeftAt == null, cancellation))
            return null;
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (await Turn.TryTakeAsync(database, "hub.first-link", cancellation) is { } turn)
            return await MakeAsync(session, turn, services.GetRequiredService<TimeProvider>(), cancellation);
        Console.WriteLine("Den Einmal-Link für die erste Koordination zeigt ein anderer Knoten, der schon läuft.");
        return null;
    }

    private static async Task<FirstLink> MakeAsync(
        IDocumentSession session, Turn turn, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            // Only the newest link works: an old one may have been read by somebody else since.
            await session.DeleteAllAsync(
                session.Query<Invitation>().Where(i => i.Email == null && i.AcceptedAt == null), cancellation);
            var invitation = new Invitation { Name = "", Role = Role.Coordinator };
            var secret = invitation.Seal(clock.GetUtcNow());
            session.Insert(invitation);
            await session.SaveChangesAsync(cancellation);
            return new FirstLink(turn, secret);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _turn.DisposeAsync();
}
