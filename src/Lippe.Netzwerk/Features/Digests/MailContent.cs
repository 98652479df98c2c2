using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Everything both forms of a mail show; all links are complete addresses.</summary>
public sealed partial record MailContent
{
    public required Letter Letter { get; init; }

    public required string Network { get; init; }

    public required MailLinks Links { get; init; }

    /// <summary>The issue's own page for this reader; null for a mail that is no issue.</summary>
    public required string? BrowserUrl { get; init; }

    /// <summary>Where the reader chooses what comes when.</summary>
    public required string ChoiceUrl { get; init; }

    public required string UnsubscribeUrl { get; init; }

    public required string UnsubscribeWords { get; init; }

    public required string Subject { get; init; }

    /// <summary>The first words a mailbox shows beside the subject.</summary>
    public string Preheader => string.Join(" · ", Letter.Sections.SelectMany(section => section.Titles).Take(3));

    /// <summary>
    /// The introduction with complete links, their look on the links themselves, and pictures as words.
    /// </summary>
    public string IntroductionHtml(string linkStyle)
    {
        var withoutPictures = Picture().Replace(Letter.IntroductionHtml, "$1");
        var complete = withoutPictures.Replace("href=\"/", $"href=\"{Links.To("/")}", StringComparison.Ordinal);
        return complete.Replace("<a ", $"<a class=\"link\" style=\"{linkStyle}\" ", StringComparison.Ordinal);
    }

    /// <summary>The introduction as typed, with complete links.</summary>
    public string IntroductionText() =>
        Letter.Introduction.Replace("](/", $"]({Links.To("/")}", StringComparison.Ordinal);

    [GeneratedRegex("<img[^>]*?alt=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Picture();
}
