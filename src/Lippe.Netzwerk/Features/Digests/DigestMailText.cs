using System.Text;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The plain text of a mail: the same words in the same order as the markup.</summary>
internal static class DigestMailText
{
    /// <summary>The text, with line feeds.</summary>
    public static string Write(DigestMailContent content)
    {
        var text = new StringBuilder();
        Line(text, $"{content.Network}: Monatsbrief {content.Letter.Period.LongName()}");
        Line(text);
        Line(text, $"Guten Tag {content.Letter.ReaderName},");
        Line(text);
        if (content.Letter.Introduction.Length > 0)
        {
            Line(text, content.IntroductionText());
            Line(text);
        }

        foreach (var section in content.Letter.Sections)
            Write(text, section, content.BaseUrl);
        if (content.Letter.More > 0)
        {
            Line(text, $"Und {DigestWords.MoreItems(content.Letter.More)}: {content.BrowserUrl}");
            Line(text);
        }

        Line(text, "-- ");
        Line(text, $"Im Browser lesen: {content.BrowserUrl}");
        Line(text, $"Sie erhalten diese Mail einmal im Monat als Mitglied im {content.Network}.");
        Line(text, $"Abbestellen: {content.UnsubscribeUrl}");
        Line(text, $"Impressum: {content.BaseUrl}/impressum");
        return text.ToString();
    }

    private static void Write(StringBuilder text, DigestSection section, string baseUrl)
    {
        Line(text, section.Heading);
        Line(text, new string('=', section.Heading.Length));
        Line(text);
        foreach (var item in section.Items)
        {
            Line(text, item.Title);
            if (item.Summary.Length > 0)
                Line(text, item.Summary);
            Line(text, item.Facts());
            Line(text, baseUrl + item.Path);
            Line(text);
        }
    }

    private static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');
}
