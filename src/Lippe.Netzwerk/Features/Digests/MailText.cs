using System.Text;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The plain text of a mail: the same words in the same order as the markup, with line feeds.</summary>
public sealed class MailText
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a whole mail.</summary>
    public static string Write(Letter letter, string subject, MailLinks links)
    {
        var text = new MailText().Line(subject).Line().Line(letter.Greeting).Line();
        if (letter.Introduction.Length > 0)
            text.Line(letter.Introduction.Replace("](/", $"]({links.To("/")}", StringComparison.Ordinal)).Line();
        foreach (var section in letter.Sections)
            text.Write(section, links);
        text.Line("-- ");
        if (links.Browser is not null)
            text.Line($"Im Browser lesen: {links.Browser}");
        text.Line(letter.Reason);
        if (links.Choice is not null)
            text.Line($"Häufigkeit und Auswahl ändern: {links.Choice}");
        return text
            .Line($"{letter.UnsubscribeText}: {links.Unsubscribe}")
            .Line($"Impressum: {links.To("/impressum")}")
            ._text.ToString();
    }

    /// <summary>Adds a line.</summary>
    public MailText Line(string line = "")
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>Adds a line unless it is empty.</summary>
    public MailText Filled(string line) => line.Length > 0 ? Line(line) : this;

    private void Write(LetterSection section, MailLinks links)
    {
        Line(section.Heading).Line(new string('=', section.Heading.Length)).Line();
        section.Write(this, links);
        if (section.Part is { } part)
            Line($"Ohne diesen Teil: {links.WithoutPart(part)}").Line();
    }
}
