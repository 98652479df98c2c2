using System.Globalization;
using Lippe.Netzwerk.Domain;
using Marten;
using Microsoft.AspNetCore.Authentication;

namespace Lippe.Netzwerk.Web;

/// <summary>Begins sessions and notes when they are used; apart from what a request saves itself.</summary>
internal sealed class SignInSessions(IDocumentStore store, TimeProvider clock)
{
    private const string IdKey = "hub.session";

    // A session that is ended in this moment must not come back, so nothing but the day is written.
    private const string SeenSql =
        "update mt_doc_signinsession set data = jsonb_set(data, '{SeenOn}', to_jsonb(?::text)) where id = ?";

    /// <summary>The session of a cookie; null for cookies of earlier versions.</summary>
    public static Guid? IdOf(AuthenticationProperties cookie) =>
        Guid.TryParse(cookie.GetString(IdKey), out var id) ? id : null;

    /// <summary>Begins one, unless a renewed cookie goes on with its own.</summary>
    public async Task BeginAsync(AuthenticationProperties cookie, Guid memberId, string? userAgent)
    {
        if (IdOf(cookie) is not null)
            return;
        var now = clock.GetUtcNow();
        var begun = new SignInSession
        {
            MemberId = memberId,
            Began = now,
            Device = DeviceName.Of(userAgent),
            SeenOn = now.InBerlin(),
        };
        cookie.SetString(IdKey, begun.Id.ToString());
        var oldest = now - SignInSession.Longest;
        await using var session = store.LightweightSession();
        session.Insert(begun);
        session.DeleteWhere<SignInSession>(old => old.Began < oldest);
        await session.SaveChangesAsync();
    }

    /// <summary>Notes the day, once a day.</summary>
    public async Task SeeAsync(SignInSession seen)
    {
        var today = clock.Today();
        if (seen.SeenOn >= today)
            return;
        await using var session = store.LightweightSession();
        session.QueueSqlCommand(SeenSql, today.ToString("O", CultureInfo.InvariantCulture), seen.Id);
        await session.SaveChangesAsync();
    }

    /// <summary>Ends one: a copy of its cookie opens nothing any more.</summary>
    public async Task EndAsync(SignInSession ended)
    {
        await using var session = store.LightweightSession();
        session.Delete<SignInSession>(ended.Id);
        await session.SaveChangesAsync();
    }
}

/// <summary>Ends sessions of a member, which notice with their next request, on every node.</summary>
public static class EndingSessions
{
    /// <summary>Queues the end of all sessions of a member.</summary>
    /// <param name="session">Ends them with its save.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="spared">The one that goes on.</param>
    public static void EndSessions(this IDocumentSession session, Guid memberId, SignInSession? spared = null)
    {
        var id = spared?.Id ?? Guid.Empty;
        session.DeleteWhere<SignInSession>(one => one.MemberId == memberId && one.Id != id);
    }
}
