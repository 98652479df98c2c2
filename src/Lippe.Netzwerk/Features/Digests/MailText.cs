using System.Text;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The plain text of a mail: the same words in the same order as the markup, with line feeds.</summary>
public sealed class MailText
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a whole mail.</summary>
    public static string Write(MailContent content)
    {
        var text = new MailText().Line(content.Subject).Line().Line($"Guten Tag {content.Letter.ReaderName},").Line();
        if (content.Letter.Introduction.Length > 0)
            text.Line(content.IntroductionText()).Line();
        foreach (var section in content.Letter.Sections)
            text.Write(section, content.Links);
        text.Line("-- ");
        if (content.BrowserUrl is not null)
            text.Line($"Im Browser lesen: {content.BrowserUrl}");
        return text
            .Line(content.Letter.Reason)
            .Line($"Häufigkeit und Auswahl ändern: {content.ChoiceUrl}")
            .Line($"{content.UnsubscribeWords}: {content.UnsubscribeUrl}")
            .Line($"Impressum: {content.Links.To("/impressum")}")
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

    private void Write(MailSection section, MailLinks links)
    {
        Line(section.Heading).Line(new string('=', section.Heading.Length)).Line();
        section.Write(this, links);
        if (section.Part is { } part)
            Line($"Ohne diesen Teil: {links.WithoutPart(part)}").Line();
    }
}
