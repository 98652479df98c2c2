using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Web;

/// <summary>Slows guessing down, by address and source together and by source; known addresses or not.</summary>
public sealed class SignInTries(IDocumentStore store, KeyedHash hash, TimeProvider clock)
{
    // What others just write is left to them.
    private const string ForgetSql =
        """
        delete from mt_doc_passwordguesses where id in (
            select id from mt_doc_passwordguesses where (data ->> 'At')::timestamptz <= ? for update skip locked)
        """;

    /// <summary>Counts a try before its password is looked at; false when there were too many.</summary>
    /// <remarks>Counted afterwards, tries made at the same moment would all be looked at.</remarks>
    public async Task<bool> TakeAsync(string email, string source, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var (ofAddress, ofSource) = await LoadAsync(session, email, source, cancellation);
        var now = clock.GetUtcNow();
        if (ofAddress.ArePaused(now) || ofSource.ArePaused(now))
            return false;
        ofAddress.Add(now);
        ofSource.Add(now);
        session.Store(ofAddress, ofSource);
        session.QueueSqlCommand(ForgetSql, now - PasswordGuesses.Pause);
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The try was no guess.</summary>
    public async Task ForgiveAsync(string email, string source, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var (ofAddress, ofSource) = await LoadAsync(session, email, source, cancellation);
        ofSource.TakeBack();
        session.Delete(ofAddress);
        session.Store(ofSource);
        await session.SaveChangesAsync(cancellation);
    }

    // Tries from one source take turns, so that each of them counts.
    private async Task<(PasswordGuesses OfAddress, PasswordGuesses OfSource)> LoadAsync(
        IDocumentSession session, string email, string source, CancellationToken cancellation)
    {
        var address = await hash.OfAddressAsync(email, cancellation);
        var (pairId, sourceId) = (
            await hash.OfAsync($"{source} {address}", cancellation), await hash.OfAsync(source, cancellation));
        await session.TakeTurnAsync($"hub.sign-in {sourceId}", cancellation);
        return (
            await session.LoadAsync<PasswordGuesses>(pairId, cancellation)
                ?? new PasswordGuesses { Id = pairId, Address = address },
            await session.LoadAsync<PasswordGuesses>(sourceId, cancellation) ?? new PasswordGuesses { Id = sourceId });
    }
}

/// <summary>Guesses at a member's address, which know the address only unreadable.</summary>
public static class GuessedAddresses
{
    public static ValueTask<string> OfAddressAsync(
        this KeyedHash hash, string? email, CancellationToken cancellation) =>
        hash.OfAsync(EmailAddress.Key(email), cancellation);

    /// <summary>Queues that nobody has guessed at the address, from wherever.</summary>
    public static async Task ForgetGuessesAsync(
        this IDocumentSession session, KeyedHash hash, string? email, CancellationToken cancellation)
    {
        var address = await hash.OfAddressAsync(email, cancellation);
        session.DeleteWhere<PasswordGuesses>(guesses => guesses.Address == address);
    }
}
