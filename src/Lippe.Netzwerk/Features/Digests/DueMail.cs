using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A mail to be written when its turn comes.</summary>
/// <param name="Address">Whom it goes to.</param>
/// <param name="ComposeAsync">Writes it.</param>
public sealed record DueMail(string Address, Func<CancellationToken, Task<ComposedMail>> ComposeAsync);

/// <summary>A mail, and what its reader knows after it; or why there is none.</summary>
/// <param name="Told">Keys of what it tells.</param>
/// <param name="Mail">Null when there is nothing to tell.</param>
/// <param name="Withdrawal">Why nothing is to be asked any more; null when that is not the reason.</param>
public sealed record ComposedMail(string[] Told, OutgoingMail? Mail, string? Withdrawal)
{
    /// <summary>There is nothing to tell.</summary>
    public static readonly ComposedMail Nothing = new([], null, null);

    public static ComposedMail Of(Letter letter, OutgoingMail mail) => new([.. letter.Keys], mail, null);

    public static ComposedMail Withdrawn(string reason) => new([], null, reason);
}
