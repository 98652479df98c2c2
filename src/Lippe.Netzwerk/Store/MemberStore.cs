using JasperFx;
using Lippe.Netzwerk.Domain;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Store;

/// <summary>Lets ASP.NET Core Identity find and save members, through the scope's own session.</summary>
/// <remarks>
/// What the scope has queued is saved with the member. A user's name is their mail address. Lockout is none of
/// Identity's: it would count guesses in the member's record.
/// </remarks>
public sealed class MemberStore(IDocumentSession session, IdentityErrorDescriber errors) :
    IUserPasswordStore<Member>,
    IUserEmailStore<Member>,
    IUserSecurityStampStore<Member>
{
    public Task<IdentityResult> CreateAsync(Member user, CancellationToken cancellationToken)
    {
        session.Insert(user);
        return SaveAsync(user, cancellationToken);
    }

    public Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken)
    {
        session.Change(user);
        return SaveAsync(user, cancellationToken);
    }

    /// <summary>Never: whoever leaves becomes a former member, see <see cref="Memberships"/>.</summary>
    public Task<IdentityResult> DeleteAsync(Member user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? session.LoadAsync<Member>(id, cancellationToken)
            : Task.FromResult<Member?>(null);

    public Task<Member?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<Member?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        session.Query<Member>()
            .SingleOrDefaultAsync(member => member.NormalizedEmail == normalizedEmail, cancellationToken);

    public Task<string> GetUserIdAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Email);

    public Task SetUserNameAsync(Member user, string? userName, CancellationToken cancellationToken) =>
        Done(user.Email = userName);

    public Task<string?> GetNormalizedUserNameAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(Member user, string? normalizedName, CancellationToken cancellationToken) =>
        Done(user.NormalizedEmail = normalizedName);

    public Task<string?> GetPasswordHashAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task SetPasswordHashAsync(Member user, string? passwordHash, CancellationToken cancellationToken) =>
        Done(user.PasswordHash = passwordHash);

    public Task<bool> HasPasswordAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetEmailAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.Email);

    public Task SetEmailAsync(Member user, string? email, CancellationToken cancellationToken) =>
        Done(user.Email = email);

    /// <summary>
    /// Always: an invitation by mail proves the address; the first coordinator has the server's word for it.
    /// </summary>
    public Task<bool> GetEmailConfirmedAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    /// <summary>Never: there is no other state.</summary>
    public Task SetEmailConfirmedAsync(Member user, bool confirmed, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string?> GetNormalizedEmailAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(Member user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Done(user.NormalizedEmail = normalizedEmail);

    public Task<string?> GetSecurityStampAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.SecurityStamp);

    public Task SetSecurityStampAsync(Member user, string stamp, CancellationToken cancellationToken) =>
        Done(user.SecurityStamp = stamp);

    public void Dispose()
    {
        // The session belongs to the scope.
    }

    // The interfaces are asynchronous; setting a property is not.
    private static Task Done<T>(T _) => Task.CompletedTask;

    private async Task<IdentityResult> SaveAsync(Member user, CancellationToken cancellation)
    {
        try
        {
            await session.SaveChangesAsync(cancellation);
            return IdentityResult.Success;
        }
        catch (ConcurrencyException)
        {
            return Refused(errors.ConcurrencyFailure());
        }
        catch (DocumentAlreadyExistsException)
        {
            return Refused(errors.DuplicateEmail(user.Email ?? ""));
        }
    }

    // The next save of this scope must not try the refused one again.
    private IdentityResult Refused(IdentityError error)
    {
        session.EjectAllPendingChanges();
        return IdentityResult.Failed(error);
    }
}
