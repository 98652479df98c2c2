using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>A text of the network that coordinators edit.</summary>
/// <param name="Name">What pages call it.</param>
/// <param name="Hint">Where it is read.</param>
public sealed record EditableText(string Key, string Name, string Hint, TextForm Form)
{
    /// <summary>Where all of them are found.</summary>
    public const string List = "/netzwerk";

    /// <summary>All there are, in the order of the page.</summary>
    public static readonly IReadOnlyList<EditableText> All =
    [
        new("name", "Name des Netzwerks", "Steht auf jeder Seite oben und in jeder E-Mail.", TextForm.Line),
        new("region", "Region", "Steht unter dem Namen.", TextForm.OptionalLine),
        new("untertitel", "Untertitel", "Ein Satz auf der Startseite, über dem Leitsatz.", TextForm.OptionalLine),
        new("claim", "Leitsatz", "Die große Zeile auf der Startseite.", TextForm.Line),
        new("vorstellung", "Vorstellung", "Steht auf der Startseite unter „Über das Netzwerk“.", TextForm.Markdown),
        new("fusszeile", "Fußzeile", "Steht unten auf jeder Seite.", TextForm.OptionalLine),
        new("kontakt_mail", "Kontaktadresse",
            "Hierhin schreiben Besucher:innen, und hierhin gehen Antworten auf E-Mails.", TextForm.Mail),
        new("absender_name", "Name des Absenders", "Von wem E-Mails kommen.", TextForm.Line),
        new(Legal("impressum"), "Impressum", "Wer das Netzwerk betreibt.", TextForm.Markdown),
        new(Legal("datenschutz"), "Datenschutz", "Welche Daten wozu gespeichert werden.", TextForm.Markdown),
        new(Legal("barrierefreiheit"), "Barrierefreiheit",
            "Die Erklärung zur Barrierefreiheit; das Formular darunter bleibt.", TextForm.Markdown),
    ];

    /// <summary>The last part of its address.</summary>
    public string Slug => Key.Split('/')[^1];

    /// <summary>Where it is edited.</summary>
    public string Address => $"{List}/texte/{Slug}";

    public bool IsMarkdown => Form == TextForm.Markdown;

    public bool IsOptional => Form == TextForm.OptionalLine;

    /// <summary>How many characters it may have.</summary>
    public int Longest => IsMarkdown ? DraftLimits.Body : 300;

    /// <summary>The text of an address; null when there is none.</summary>
    public static EditableText? OfSlug(string slug) => All.SingleOrDefault(text => text.Slug == slug);

    /// <summary>What was typed, as it is stored.</summary>
    public string Clean(string? typed) => Form switch
    {
        TextForm.Markdown => PlainText.Clean(typed).Trim('\n'),
        TextForm.Mail => EmailAddress.Clean(typed),
        _ => PlainText.CleanLine(typed),
    };

    private static string Legal(string page) => $"recht/{page}";
}

/// <summary>What a text of the network looks like.</summary>
public enum TextForm
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>One line that may be missing.</summary>
    OptionalLine,

    /// <summary>A mail address.</summary>
    Mail,

    Markdown,
}
