using System.Text;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The plain text of a mail: the same words in the same order as the markup.</summary>
internal static class DigestMailText
{
    /// <summary>The text, with line feeds.</summary>
    public static string Write(DigestMailContent content)
    {
        var text = new StringBuilder();
        Line(text, content.Subject);
        Line(text);
        Line(text, $"Guten Tag {content.Letter.ReaderName},");
        Line(text);
        if (content.Letter.Introduction.Length > 0)
        {
            Line(text, content.IntroductionText());
            Line(text);
        }

        if (content.Letter.Reviews.Count > 0)
            WriteReviews(text, content);
        foreach (var section in content.Letter.Sections)
            Write(text, section, content);
        if (content.Letter.More > 0)
        {
            Line(text, $"Und {DigestWords.MoreItems(content.Letter.More)}: {content.MoreUrl}");
            Line(text);
        }

        if (content.Letter.Numbers is { } numbers)
        {
            Heading(text, DigestWords.NumbersHeading);
            Line(text, numbers.Sentence);
            Line(text);
            Without(text, content, DigestParts.Numbers);
        }

        Line(text, "-- ");
        if (content.BrowserUrl is not null)
            Line(text, $"Im Browser lesen: {content.BrowserUrl}");
        Line(text, $"Sie erhalten diese Mail {content.Letter.Frequency.Rhythm()} als Mitglied im {content.Network}.");
        Line(text, $"Häufigkeit und Auswahl ändern: {content.ChoiceUrl}");
        Line(text, $"Abbestellen: {content.UnsubscribeUrl}");
        Line(text, $"Impressum: {content.BaseUrl}/impressum");
        return text.ToString();
    }

    private static void WriteReviews(StringBuilder text, DigestMailContent content)
    {
        Heading(text, DigestWords.ReviewsHeading);
        foreach (var item in content.Letter.Reviews)
        {
            Line(text, item.Title);
            Line(text, item.Request());
            Line(text, content.BaseUrl + item.Path);
            Line(text, $"Bestätigen: {content.ReviewUrls[item.Id]}");
            Line(text);
        }

        Without(text, content, DigestParts.Reviews);
    }

    private static void Heading(StringBuilder text, string heading)
    {
        Line(text, heading);
        Line(text, new string('=', heading.Length));
        Line(text);
    }

    private static void Without(StringBuilder text, DigestMailContent content, string part)
    {
        Line(text, $"Ohne diesen Teil: {content.WithoutUrls[part]}");
        Line(text);
    }

    private static void Write(StringBuilder text, DigestSection section, DigestMailContent content)
    {
        Heading(text, section.Heading);
        foreach (var item in section.Items)
        {
            Line(text, item.Title);
            if (item.Sentence().Length > 0)
                Line(text, item.Sentence());
            Line(text, item.Facts());
            Line(text, content.BaseUrl + item.Path);
            Line(text);
        }

        if (section.Part is not null)
            Without(text, content, section.Part);
    }

    private static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');
}
