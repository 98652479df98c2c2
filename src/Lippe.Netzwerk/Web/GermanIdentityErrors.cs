using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Web;

/// <summary>What Identity refuses, in words a member understands.</summary>
internal sealed class GermanIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Error(
        nameof(PasswordTooShort),
        $"Das Passwort braucht mindestens {length} Zeichen. Ein kurzer Satz eignet sich gut.");

    public override IdentityError DuplicateEmail(string email) => Error(
        nameof(DuplicateEmail),
        "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.");

    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);

    public override IdentityError InvalidEmail(string? email) => Error(
        nameof(InvalidEmail),
        "Diese E-Mail-Adresse ist nicht vollständig. Beispiel: vorname.nachname@stadt.de");

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError InvalidToken() => Error(
        nameof(InvalidToken),
        "Dieser Link gilt nicht mehr. Fordern Sie bitte einen neuen an.");

    public override IdentityError PasswordMismatch() => Error(
        nameof(PasswordMismatch),
        "Das bisherige Passwort stimmt nicht.");

    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), LostRaceFilter.Answer);

    public override IdentityError DefaultError() => Error(
        nameof(DefaultError),
        "Das hat nicht geklappt. Versuchen Sie es bitte noch einmal.");

    private static IdentityError Error(string code, string description) =>
        new() { Code = code, Description = description };
}
