using System.Text.RegularExpressions;
using FluentValidation;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Web;

/// <summary>Rules for what several forms ask of a person.</summary>
public static partial class PersonRules
{
    /// <summary>A name that fits into a list.</summary>
    public static IRuleBuilderOptions<T, string?> IsNameOfPerson<T>(this IRuleBuilder<T, string?> field) => field
        .Must(name => PlainText.HasWords(name) && PlainText.CleanLine(name).Length <= Member.LongestName)
        .WithMessage($"Geben Sie einen Namen ein, mit höchstens {Member.LongestName} Zeichen.")
        .Must(name => !LikeAddress().IsMatch(name ?? ""))
        .WithMessage("Ein Name enthält weder @ noch spitze Klammern und keine Zeilen einer E-Mail wie „Bcc:“.");

    /// <summary>A name that none of the others has.</summary>
    /// <param name="field">The name.</param>
    /// <param name="others">The names of all other members.</param>
    public static IRuleBuilderOptions<T, string?> IsNameOfNobodyElse<T>(
        this IRuleBuilder<T, string?> field, IEnumerable<string> others)
    {
        var taken = others.Select(GermanFold.Fold).ToHashSet();
        return field.Must(name => !taken.Contains(GermanFold.Fold(PlainText.CleanLine(name))))
            .WithMessage("So heißt schon ein anderes Mitglied. Damit man Sie unterscheidet, fügen Sie etwas hinzu, zum "
                + "Beispiel einen zweiten Vornamen oder Ihre Kommune.");
    }

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

    [GeneratedRegex(
        @"[@<>]|\b(to|cc|bcc|from|sender|subject|date|reply-to|content-[a-z-]+)\s*:",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LikeAddress();
}
