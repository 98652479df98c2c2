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
    /// <summary>The role in the words of the line; null where it names none.</summary>
    public string? WrittenRole { get; init; }

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
        var columns = PastedColumns.Of(text);
        var (email, written) = Person(columns.FirstOrDefault(HasAddress, ""));
        var rest = columns.Where(column => !HasAddress(column)).ToList();
        // Who has no name beside the address has it in the first column that means nothing else.
        if (written.Length == 0 && rest.FindIndex(column => !IsKnown(column)) is var at and >= 0)
        {
            written = FullName(rest[at]);
            rest.RemoveAt(at);
        }

        var named = rest.Select(Named).FirstOrDefault(municipality => municipality is not null);
        var role = rest.FirstOrDefault(column => RoleWords.Find(column) is not null);
        var unknown = rest.Where(column => !IsKnown(column)).ToList();
        var municipality = named ?? known.FirstOrDefault(m => m.Slug == DomainOf(email))
            ?? known.FirstOrDefault(m => m.Slug == form.Municipality);
        return new InvitationLine(
            number,
            email,
            written.Length > 0 ? written : NameIn(email),
            RoleWords.Find(role) ?? form.Role,
            municipality,
            ProblemOf(columns, email, written)
                ?? ProblemOf(unknown, named, role)
                ?? (municipality is null
                    ? "Die Kommune fehlt. Schreiben Sie sie in die Zeile, oder wählen Sie unten eine für alle."
                    : null))
        {
            WrittenRole = role,
        };

        Municipality? Named(string column) =>
            known.FirstOrDefault(m => m.Slug == Slug.Of(column) || Slug.Of(m.Name) == Slug.Of(column));

        bool IsKnown(string column) => RoleWords.Find(column) is not null || Named(column) is not null;
    }

    private static bool HasAddress(string column) => column.Contains('@', StringComparison.Ordinal);

    // "Anna Muster <a.muster@lage.de>", "Muster, Anna <a.muster@lage.de>" or the address alone.
    private static (string Email, string Name) Person(string text)
    {
        var match = NameAndAddress().Match(text);
        return match.Success
            ? (EmailAddress.Clean(match.Groups["email"].Value), FullName(match.Groups["name"].Value))
            : (EmailAddress.Clean(text), "");
    }

    private static string FullName(string written)
    {
        var name = PlainText.CleanLine(written.Replace("\"", "", StringComparison.Ordinal));
        return name.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } last, { Length: > 0 } first]
            ? $"{first} {last}"
            : name;
    }

    private static string? ProblemOf(IReadOnlyList<string> columns, string email, string name)
    {
        if (email.Length == 0)
            return "Hier steht keine E-Mail-Adresse.";
        if (columns.Count(HasAddress) > 1)
            return "Hier stehen zwei E-Mail-Adressen. Schreiben Sie jede Person in eine Zeile.";
        if (!EmailAddress.HasAsciiName(email))
            return "Vor dem @ dürfen keine Umlaute und keine anderen Sonderbuchstaben stehen.";
        if (!EmailAddress.IsValid(email))
            return "Diese E-Mail-Adresse ist nicht vollständig.";
        return name.Length > Member.LongestName
            ? $"Der Name ist zu lang; höchstens {Member.LongestName} Zeichen."
            : null;
    }

    // What is neither name nor municipality nor role.
    private static string? ProblemOf(List<string> unknown, Municipality? named, string? role) => unknown switch
    {
        [] => null,
        [var word, ..] when named is null => $"Die Kommune „{word}“ kennen wir nicht.",
        [var word, ..] when role is null => $"Die Rolle „{word}“ gibt es nicht. Schreiben Sie {RoleWords.Known}.",
        _ => "Hier stehen mehr Angaben als E-Mail-Adresse, Name, Kommune und Rolle.",
    };

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
