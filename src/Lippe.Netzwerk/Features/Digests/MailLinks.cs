using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// Links of one mail, all complete addresses; those that act are signed for one reader, and the same in markup and
/// text.
/// </summary>
/// <param name="links">Signs them.</param>
/// <param name="letter">What the mail says.</param>
/// <param name="readerId">Whom they act for; nobody when empty.</param>
public sealed class MailLinks(SignedLinks links, Letter letter, Guid readerId)
{
    private readonly Dictionary<string, string> _signed = [];

    /// <summary>The issue's page, for a member their own; null for a mail that is no issue.</summary>
    public string? Browser { get; } = letter switch
    {
        { Issue: null } => null,
        { Reader.IsMember: true } => links.Browser(letter.Issue.Period, readerId),
        _ => links.To(letter.Issue.Period.Address()),
    };

    /// <summary>Where a member chooses what comes when; null for others, who have no choice.</summary>
    public string? Choice { get; } = letter.Reader.IsMember ? links.Choice(readerId) : null;

    public string Unsubscribe { get; } = links.Unsubscribe(readerId, letter.Occasion);

    /// <summary>Where all there is can be read.</summary>
    public string More => Browser ?? To("/suche");

    /// <summary>A page of the hub.</summary>
    public string To(string path) => links.To(path);

    /// <summary>Where the reader does without a part.</summary>
    public string WithoutPart(string part) => Once(part, () => links.WithoutPart(readerId, part));

    /// <summary>Where a review is confirmed.</summary>
    public string Review(ReviewItem item) => Once($"review {item.Id}", () => links.Review(Asked(item)));

    /// <summary>Where the reader puts a review off.</summary>
    public string Snooze(ReviewItem item) => Once($"snooze {item.Id}", () => links.Snooze(Asked(item), item.Day));

    private ReviewRequest Asked(ReviewItem item) => new(readerId, item.Id, item.Due);

    private string Once(string key, Func<string> sign) =>
        _signed.TryGetValue(key, out var known) ? known : _signed[key] = sign();
}
