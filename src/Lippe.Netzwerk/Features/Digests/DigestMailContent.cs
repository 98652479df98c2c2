using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Everything both forms of a mail show; all links are complete addresses.</summary>
public sealed partial record DigestMailContent
{
    public required DigestLetter Letter { get; init; }

    public required string Network { get; init; }

    /// <summary>The hub's address without a slash at the end.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The issue's own page for this reader; null for a digest that is no issue.</summary>
    public required string? BrowserUrl { get; init; }

    /// <summary>Where the reader chooses what comes when.</summary>
    public required string ChoiceUrl { get; init; }

    /// <summary>Where a review is confirmed, by document.</summary>
    public required IReadOnlyDictionary<Guid, string> ReviewUrls { get; init; }

    /// <summary>Where one does without a part, by its key.</summary>
    public required IReadOnlyDictionary<string, string> WithoutUrls { get; init; }

    /// <summary>Where all there is can be read.</summary>
    public string MoreUrl => BrowserUrl ?? $"{BaseUrl}/suche";

    public required string UnsubscribeUrl { get; init; }

    public string Subject => $"{Network}: {Letter.Title}";

    /// <summary>The first words a mailbox shows beside the subject.</summary>
    public string Preheader => string.Join(" · ", Letter.Reviews.Select(item => item.Title).Concat(Letter.Sections.SelectMany(section => section.Items).Select(item => item.Title)).Take(3));

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
