using System.Globalization;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>One person of a pasted list, as understood.</summary>
/// <param name="Number">The line it stands on, from 1.</param>
/// <param name="Email">Cleaned; empty where there is none.</param>
/// <param name="Name">As written, or else as the address suggests.</param>
/// <param name="Problem">What is wrong; null when all is well.</param>
/// <param name="Skipped">Why nobody is invited all the same; null when somebody is.</param>
public sealed partial record InvitationLine(
    int Number,
    string Email,
    string Name,
    Role Role,
    Municipality? Municipality,
    string? Problem,
    string? Skipped = null)
{
    private const int MostColumns = 4;

    /// <summary>Reads all lines; one may hold several addresses, as mail programs write them.</summary>
    public static IReadOnlyList<InvitationLine> ReadAll(InvitationListForm form, IReadOnlyList<Municipality> known) =>
        [.. People(form.People).Select(person => Read(person.Number, person.Text, form, known))];

    /// <summary>How many people a text holds.</summary>
    public static int Count(string? text) => People(text).Count();

    private static IEnumerable<(int Number, string Text)> People(string? text) =>
        from line in PlainText.Clean(text).Split('\n').Index()
        from person in BetweenPeople().Split(line.Item)
        let written = person.Trim(' ', '\t', ',', ';')
        where PlainText.CleanLine(written).Length > 0
        select (line.Index + 1, written);

    private static InvitationLine Read(
        int number, string text, InvitationListForm form, IReadOnlyList<Municipality> known)
    {
        var columns = text.Split(';', '\t').Select(PlainText.CleanLine).ToArray();
        var (email, written) = Person(columns[0]);
        var name = columns.ElementAtOrDefault(1) is { Length: > 0 } column ? column : written;
        var (slug, word) = (columns.ElementAtOrDefault(2) ?? "", columns.ElementAtOrDefault(3) ?? "");
        var municipality = slug.Length > 0
            ? known.FirstOrDefault(m => m.Slug == Slug.Of(slug) || Slug.Of(m.Name) == Slug.Of(slug))
            : known.FirstOrDefault(m => m.Slug == DomainOf(email))
                ?? known.FirstOrDefault(m => m.Slug == form.Municipality);
        var role = word.Length > 0 ? RoleWords.Find(word) : form.Role;
        return new InvitationLine(
            number,
            email,
            name.Length > 0 ? name : NameIn(email),
            role ?? form.Role,
            municipality,
            columns.Length > MostColumns
                ? "Hier stehen mehr Angaben als E-Mail-Adresse, Name, Kommune und Rolle."
                : ProblemOf(email, name)
                    ?? (municipality is null ? ProblemOfMunicipality(slug) : null)
                    ?? (role is null ? $"Die Rolle „{word}“ gibt es nicht. Schreiben Sie {RoleWords.Known}." : null));
    }

    // "Anna Muster <a.muster@lage.de>", "Muster, Anna <a.muster@lage.de>" or the address alone.
    private static (string Email, string Name) Person(string text)
    {
        var match = NameAndAddress().Match(text);
        if (!match.Success)
            return (EmailAddress.Clean(text), "");
        var name = PlainText.CleanLine(match.Groups["name"].Value.Replace("\"", "", StringComparison.Ordinal));
        var email = EmailAddress.Clean(match.Groups["email"].Value);
        return name.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } last, { Length: > 0 } first]
            ? (email, $"{first} {last}")
            : (email, name);
    }

    private static string? ProblemOf(string email, string name)
    {
        if (!email.Contains('@', StringComparison.Ordinal))
            return "Hier steht keine E-Mail-Adresse.";
        if (!EmailAddress.HasAsciiName(email))
            return "Vor dem @ dürfen keine Umlaute und keine anderen Sonderbuchstaben stehen.";
        if (!EmailAddress.IsValid(email))
            return "Diese E-Mail-Adresse ist nicht vollständig.";
        return name.Length > Member.LongestName
            ? $"Der Name ist zu lang; höchstens {Member.LongestName} Zeichen."
            : null;
    }

    private static string ProblemOfMunicipality(string written) => written.Length > 0
        ? "Diese Kommune kennen wir nicht."
        : "Die Kommune fehlt. Schreiben Sie sie in die Zeile, oder wählen Sie unten eine für alle.";

    // "stadt" of a@stadt.de and of a@post.stadt.de.
    private static string DomainOf(string email) =>
        email.Split('@')[^1].Split('.') is [.., var domain, _] ? domain : "";

    // "Anna Muster" of anna.muster@lage.de; the person may write it otherwise when they join.
    private static string NameIn(string email) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(
        string.Join(' ', email.Split('@')[0].Split('.', '_', '-', '+').Where(part => part.Length > 0)));

    [GeneratedRegex(@"^(?<name>[^<>]*)<(?<email>[^<>]*)>$")]
    private static partial Regex NameAndAddress();

    // A sign that parts, right after one address and before another.
    [GeneratedRegex(@"(?<=@[^\s;,<>]{1,254}>?\s{0,9})[;,](?=[^@]{1,254}@)")]
    private static partial Regex BetweenPeople();
}
