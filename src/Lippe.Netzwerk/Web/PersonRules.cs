using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Web;

/// <summary>Rules for what several forms ask of a person.</summary>
public static class PersonRules
{
    /// <summary>A name that fits into a list.</summary>
    public static IRuleBuilderOptions<T, string?> IsNameOfPerson<T>(this IRuleBuilder<T, string?> field) => field
        .Must(name => PlainText.CleanLine(name).Length is > 0 and <= Member.LongestName)
        .WithMessage($"Geben Sie einen Namen ein, mit höchstens {Member.LongestName} Zeichen.");

    /// <summary>An address a mail can be sent to.</summary>
    public static IRuleBuilderOptions<T, string?> IsMailAddress<T>(this IRuleBuilder<T, string?> field) => field
        .Must(EmailAddress.HasAsciiName)
        .WithMessage(
            "Vor dem @ dürfen keine Umlaute und keine anderen Sonderbuchstaben stehen: "
            + "Viele Mailserver nehmen solche Adressen nicht an.")
        .Must(EmailAddress.IsValid)
        .WithMessage("Geben Sie eine vollständige E-Mail-Adresse ein. Beispiel: vorname.nachname@stadt.de");

    /// <summary>A password long enough.</summary>
    public static IRuleBuilderOptions<T, string?> IsNewPassword<T>(this IRuleBuilder<T, string?> field) => field
        .Must(password => !string.IsNullOrWhiteSpace(password) && password.Length >= Member.ShortestPassword)
        .WithMessage(
            $"Das Passwort braucht mindestens {Member.ShortestPassword} Zeichen. Ein kurzer Satz eignet sich gut.");
}
