using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Web;

/// <summary>What Identity refuses, in words a member understands.</summary>
internal sealed class GermanIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) =>
        new() { Code = nameof(PasswordTooShort), Description = $"Das Passwort braucht mindestens {length} Zeichen. Ein kurzer Satz eignet sich gut." };

    public override IdentityError DuplicateEmail(string email) =>
        new() { Code = nameof(DuplicateEmail), Description = "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied." };

    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);

    public override IdentityError InvalidEmail(string? email) =>
        new() { Code = nameof(InvalidEmail), Description = "Diese E-Mail-Adresse ist nicht vollständig. Beispiel: vorname.nachname@stadt.de" };

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError InvalidToken() =>
        new() { Code = nameof(InvalidToken), Description = "Dieser Link gilt nicht mehr. Fordern Sie bitte einen neuen an." };

    public override IdentityError PasswordMismatch() =>
        new() { Code = nameof(PasswordMismatch), Description = "Das bisherige Passwort stimmt nicht." };

    public override IdentityError ConcurrencyFailure() =>
        new() { Code = nameof(ConcurrencyFailure), Description = "Die Angaben wurden gerade an anderer Stelle geändert. Laden Sie die Seite neu und versuchen Sie es noch einmal." };

    public override IdentityError DefaultError() =>
        new() { Code = nameof(DefaultError), Description = "Das hat nicht geklappt. Versuchen Sie es bitte noch einmal." };
}
