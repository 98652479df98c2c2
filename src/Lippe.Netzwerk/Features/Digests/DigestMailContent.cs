using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Everything both forms of a mail show; all links are complete addresses.</summary>
public sealed partial record DigestMailContent
{
    public required DigestLetter Letter { get; init; }

    public required string Network { get; init; }

    /// <summary>The hub's address without a slash at the end.</summary>
    public required string BaseUrl { get; init; }

    public required string BrowserUrl { get; init; }

    public required string UnsubscribeUrl { get; init; }

    public string Subject => $"{Network}: Monatsbrief {Letter.Period.LongName()}";

    /// <summary>The first words a mailbox shows beside the subject.</summary>
    public string Preheader => string.Join(" · ", Letter.Sections.SelectMany(section => section.Items).Take(3).Select(item => item.Title));

    /// <summary>The introduction with complete links, their look on the links themselves, and pictures as words.</summary>
    public string IntroductionHtml(string linkStyle)
    {
        var withoutPictures = Picture().Replace(Letter.IntroductionHtml, "$1");
        var complete = withoutPictures.Replace("href=\"/", $"href=\"{BaseUrl}/", StringComparison.Ordinal);
        return complete.Replace("<a ", $"<a class=\"link\" style=\"{linkStyle}\" ", StringComparison.Ordinal);
    }

    /// <summary>The introduction as typed, with complete links.</summary>
    public string IntroductionText() => Letter.Introduction.Replace("](/", $"]({BaseUrl}/", StringComparison.Ordinal);

    [GeneratedRegex("<img[^>]*?alt=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Picture();
}
